import type { CalibrationBin } from './review.schema.ts';

/** What was expected of customers over some days, and what they did, one index each. */
export interface Outcomes {
  count: number;
  /** Chance of at least one order. */
  chance: Float64Array;
  expectedOrders: Float64Array;
  expectedSpendMinor: Float64Array;
  actualOrders: Float64Array;
  actualSpendMinor: Float64Array;
}

export function emptyOutcomes(room: number): Outcomes {
  return {
    count: room,
    chance: new Float64Array(room),
    expectedOrders: new Float64Array(room),
    expectedSpendMinor: new Float64Array(room),
    actualOrders: new Float64Array(room),
    actualSpendMinor: new Float64Array(room),
  };
}

const tenths = 10;

/**
 * Customers by tenths of their chance, lowest first. Equal chances share a tenth, so that the order
 * of customers says nothing; a tenth that nobody is in is left out.
 */
export function calibrationBins(outcomes: Outcomes): CalibrationBin[] {
  const { count, chance } = outcomes;
  const highest = highestBefore(chance.slice(0, count).sort());
  const bins = Array.from({ length: tenths }, emptyBin);
  for (let i = 0; i < count; i += 1) {
    const own = chance[i] ?? 0;
    let place = 0;
    while (place < highest.length && own > (highest[place] ?? 0)) place += 1;
    const bin = bins[place];
    if (bin === undefined) continue;
    bin.from = bin.customers === 0 ? own : Math.min(bin.from, own);
    bin.to = Math.max(bin.to, own);
    bin.customers += 1;
    bin.expectedBuyers += own;
    bin.expectedOrders += outcomes.expectedOrders[i] ?? 0;
    const orders = outcomes.actualOrders[i] ?? 0;
    bin.actualOrders += orders;
    if (orders > 0) bin.actualBuyers += 1;
  }
  return bins.filter(({ customers }) => customers > 0);
}

function emptyBin(): CalibrationBin {
  return {
    from: 0,
    to: 0,
    customers: 0,
    expectedBuyers: 0,
    actualBuyers: 0,
    expectedOrders: 0,
    actualOrders: 0,
  };
}

/** The highest chance of each tenth but the last: who has more belongs to a later one. */
function highestBefore(ascending: Float64Array): number[] {
  return Array.from(
    { length: tenths - 1 },
    (_, place) => ascending[Math.ceil(((place + 1) * ascending.length) / tenths) - 1] ?? 0,
  );
}
