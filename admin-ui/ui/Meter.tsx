/** How much of a limit is used: settled first, what is still promised lighter beside it. */
export function Meter({
  label,
  settled,
  reserved = 0,
  of,
}: {
  /** The same in words, such as "$120 of $500". */
  label: string;
  settled: number;
  reserved?: number;
  of: number;
}) {
  const percent = (part: number) => (of <= 0 ? 0 : Math.min(100, (part / of) * 100));
  return (
    <div
      className="c-meter"
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(percent(settled + reserved))}
      aria-valuetext={label}
    >
      <span style={{ inlineSize: `${String(percent(settled))}%` }} />
      <span style={{ inlineSize: `${String(percent(reserved))}%` }} />
    </div>
  );
}

/** Work under way: known share, or only that it goes on. */
export function Progress({ label, done, of }: { label: string; done: number; of: number | null }) {
  return (
    <progress
      className="c-progress"
      aria-label={label}
      {...(of !== null && of > 0 && { value: Math.min(done, of), max: of })}
    />
  );
}
