/** A value of the settings that will not do, the nearest that will, and what to tell the merchant. */
export interface Unfit {
  /** Where it lies, such as "lifecycle.fixed.t80". */
  field: string;
  nearest: number;
  words: string;
}

export interface Threshold {
  field: string;
  value: number;
}

/** Where a value may lie; an open end is not itself allowed, and then `step` away is the nearest. */
export interface Reach {
  least: number;
  most: number;
  open?: 'least' | 'most' | 'both';
  step: number;
}

/** One value by itself; `what` it is, to begin a sentence with. */
export function unfitAlone(one: Threshold, what: string, reach: Reach): Unfit | null {
  return unfitOrder([one], `${what} must lie ${reachWords(reach)}.`, reach);
}

/**
 * Values that must rise from one to the next within their reach. What is changed is the one value
 * that mends it with the smallest step, or else the first that cannot stay.
 */
export function unfitOrder(rising: readonly Threshold[], rule: string, reach: Reach): Unfit | null {
  const values = rising.map(({ value }) => value);
  if (isFit(values, reach)) return null;
  const { at, nearest } = singleMend(values, reach) ?? firstMend(values, reach);
  const { field = '', value = nearest } = rising[at] ?? {};
  const use = value < nearest ? 'at least' : 'at most';
  return { field, nearest, words: `${rule} Use ${use} ${String(nearest)} here.` };
}

interface Mend {
  at: number;
  nearest: number;
}

function singleMend(values: readonly number[], reach: Reach): Mend | null {
  const { low, high } = ends(reach);
  let best: Mend | null = null;
  for (const [at, value] of values.entries()) {
    const from = at === 0 ? low : (values[at - 1] ?? low) + reach.step;
    const to = at === values.length - 1 ? high : (values[at + 1] ?? high) - reach.step;
    const nearest = rounded(Math.min(Math.max(value, from), to));
    if (!isFit(values.with(at, nearest), reach)) continue;
    if (best === null || distance(values, at, nearest) <= distance(values, best.at, best.nearest)) {
      best = { at, nearest };
    }
  }
  return best;
}

function firstMend(values: readonly number[], reach: Reach): Mend {
  const { low, high } = ends(reach);
  let before = low - reach.step;
  for (const [at, value] of values.entries()) {
    const last = high - (values.length - 1 - at) * reach.step;
    const nearest = rounded(Math.min(Math.max(value, before + reach.step), last));
    if (nearest !== value) return { at, nearest };
    before = value;
  }
  throw new RangeError('nothing to mend: the reach is too narrow for so many values');
}

function isFit(values: readonly number[], { least, most, open }: Reach): boolean {
  const first = values[0] ?? least;
  const last = values.at(-1) ?? most;
  const opensLow = open === 'least' || open === 'both';
  const opensHigh = open === 'most' || open === 'both';
  if (opensLow ? first <= least : first < least) return false;
  if (opensHigh ? last >= most : last > most) return false;
  return values.every((value, at) => at === 0 || value > (values[at - 1] ?? value));
}

function ends({ least, most, open, step }: Reach): { low: number; high: number } {
  return {
    low: open === 'least' || open === 'both' ? least + step : least,
    high: open === 'most' || open === 'both' ? most - step : most,
  };
}

function distance(values: readonly number[], at: number, nearest: number): number {
  return rounded(Math.abs((values[at] ?? nearest) - nearest));
}

/** Shares are told as a person writes them. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

function reachWords({ least, most, open }: Reach): string {
  const low = open === 'least' || open === 'both' ? 'above' : 'at or above';
  const high = open === 'most' || open === 'both' ? 'below' : 'at most';
  return `${low} ${String(least)} and ${high} ${String(most)}`;
}
