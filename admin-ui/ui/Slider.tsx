/** A number by feel, beside the field that takes it exactly. */
export function Slider({
  label,
  value,
  least,
  most,
  step,
  onChange,
}: {
  label: string;
  /** Beyond the reach it stands at the near end. */
  value: number;
  least: number;
  most: number;
  step: number;
  onChange: (value: number) => void;
}) {
  return (
    <input
      type="range"
      className="c-slider"
      aria-label={label}
      min={least}
      max={most}
      step={step}
      value={Math.min(most, Math.max(least, value))}
      onChange={(event) => {
        onChange(event.target.valueAsNumber);
      }}
    />
  );
}
