/** One line: a value a place, null where there is none (a gap). */
export interface LineSeries {
  name: string;
  /** `x` names the place on the axis; all series of a chart have the same places. */
  points: readonly { x: string; y: number | null }[];
  /** A comparison or what is only expected. */
  dashed?: boolean;
}

export interface LineChartProps {
  /** What a reader who does not see the lines is told. */
  label: string;
  series: readonly LineSeries[];
  yFormat: (value: number) => string;
  /** CSS length of the drawing. */
  height?: string;
  /** Smallest and largest value of the axis, where the data should not decide. */
  yRange?: readonly [number, number];
}

const colours = ['var(--viz-5)', 'var(--viz-b)', 'var(--viz-c)', 'var(--viz-d)'] as const;
const dashes = ['none', '6 3', '2 3', '8 3 2 3'] as const;
/** The drawing's own units; it is stretched to the room there is, its lines are not. */
const wide = 1000;
const high = 100;

/** Lines over named places. Words stand outside the drawing, so that they keep their size. */
export function LineChart({ label, series, yFormat, height = '14rem', yRange }: LineChartProps) {
  const places = series[0]?.points.map(({ x }) => x) ?? [];
  const [low, top] = axisOf(series, yRange);
  const ticks = [top, (low + top) / 2, low];
  const across = (at: number) => (places.length < 2 ? wide / 2 : (at / (places.length - 1)) * wide);
  const up = (y: number) => high - ((y - low) / (top - low)) * high;
  return (
    <figure className="c-lines">
      {series.length > 1 && (
        <ul className="c-legend">
          {series.map(({ name, dashed = false }, index) => (
            <li key={name}>
              <svg viewBox="0 0 24 8" aria-hidden>
                <path d="M0 4H24" {...strokeOf(index, dashed)} />
              </svg>
              {name}
            </li>
          ))}
        </ul>
      )}
      <div className="c-lines-plot">
        <div className="c-lines-y" aria-hidden>
          {ticks.map((tick) => (
            <span key={tick}>{yFormat(tick)}</span>
          ))}
        </div>
        <svg
          role="img"
          aria-label={label}
          viewBox={`0 0 ${String(wide)} ${String(high)}`}
          preserveAspectRatio="none"
          style={{ blockSize: height }}
        >
          {ticks.map((tick) => (
            <path
              key={tick}
              className="c-lines-grid"
              d={`M0 ${String(up(tick))}H${String(wide)}`}
            />
          ))}
          {series.map(({ name, points, dashed = false }, index) => (
            <path key={name} d={pathOf(points, across, up)} {...strokeOf(index, dashed)} />
          ))}
        </svg>
        <div className="c-lines-x" aria-hidden>
          {shownPlaces(places.length).map((at) => (
            <span key={at} style={{ insetInlineStart: `${rounded(across(at) / (wide / 100))}%` }}>
              {places[at]}
            </span>
          ))}
        </div>
      </div>
    </figure>
  );
}

function strokeOf(index: number, dashed: boolean) {
  return {
    fill: 'none',
    stroke: dashed ? 'var(--viz-d)' : (colours[index % colours.length] ?? colours[0]),
    strokeWidth: 2,
    strokeLinejoin: 'round',
    // Without colours, lines still differ by their dashes.
    strokeDasharray: dashed
      ? '3 4'
      : (dashes[(index + Math.floor(index / colours.length)) % dashes.length] ?? dashes[0]),
    vectorEffect: 'non-scaling-stroke',
  } as const;
}

/** From zero, unless something lies below it; a chart of nothing still has an axis. */
function axisOf(
  series: readonly LineSeries[],
  range: LineChartProps['yRange'],
): readonly [number, number] {
  if (range !== undefined) return range;
  let low = 0;
  let top = 0;
  for (const { points } of series) {
    for (const { y } of points) {
      low = Math.min(low, y ?? 0);
      top = Math.max(top, y ?? 0);
    }
  }
  // Not minus: that would be said "-0".
  return top === low ? [low, low + 1] : [0 - niceTop(-low), niceTop(top)];
}

/** The next number above that is said easily, so that half of it is too. */
export function niceTop(value: number): number {
  if (value <= 0) return 0;
  const power = 10 ** Math.floor(Math.log10(value));
  const lead = [1, 2, 4, 6, 8, 10].find((one) => one * power >= value) ?? 10;
  return lead * power;
}

/** A line that is lifted over what is not known; a place alone is a short dash. */
export function pathOf(
  points: LineSeries['points'],
  across: (at: number) => number,
  up: (y: number) => number,
): string {
  let path = '';
  points.forEach(({ y }, at) => {
    if (y === null) return;
    const begins = (points[at - 1]?.y ?? null) === null;
    const alone = begins && (points[at + 1]?.y ?? null) === null;
    const place = `${rounded(across(at) - (alone ? 8 : 0))} ${rounded(up(y))}`;
    path += `${begins ? 'M' : 'L'}${place}${alone ? 'h16' : ''}`;
  });
  return path;
}

const rounded = (value: number) => String(Math.round(value * 100) / 100);

/** The first, the last and up to three between them, as evenly as whole places allow. */
export function shownPlaces(count: number): number[] {
  const last = count - 1;
  const steps = Math.min(4, last);
  if (steps < 1) return count === 1 ? [0] : [];
  return Array.from({ length: steps + 1 }, (_, step) => Math.round((step * last) / steps));
}
