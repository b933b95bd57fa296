/** Any number of a few. */
export function Checks({
  legend,
  legendHidden = false,
  chosen,
  options,
  onChange,
}: {
  legend: string;
  legendHidden?: boolean;
  chosen: readonly string[];
  options: readonly { value: string; label: string }[];
  onChange: (chosen: string[]) => void;
}) {
  return (
    <fieldset className="c-checks">
      <legend className={legendHidden ? 'c-visually-hidden' : undefined}>{legend}</legend>
      {options.map(({ value, label }) => (
        <label key={value}>
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={(event) => {
              onChange(
                event.target.checked ? [...chosen, value] : chosen.filter((one) => one !== value),
              );
            }}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
