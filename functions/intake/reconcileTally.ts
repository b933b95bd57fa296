import type { LedgerRow } from '../customers/ledgerRow.ts';
import type { Explained } from './explainDifference.ts';
import type { Healing } from './reconciliation.schema.ts';
import type { DifferingCustomer, Tally } from './reconcileReport.schema.ts';
import { countOurWay, definitionOf, nothingCounted, plus, type Counted } from './shopCount.ts';

/** Listed one by one; beyond that a page helps nobody, and the report stays one small item. */
export const mostListed = 500;

export const emptyTally: Tally = {
  ordersRead: 0,
  compared: 0,
  equal: 0,
  unexplained: 0,
  ours: nothingCounted,
  ledger: nothingCounted,
  shop: nothingCounted,
  healed: {},
  definitions: {},
  causes: {},
  differences: [],
  months: [],
};

/** One customer's sums side by side. */
export interface Compared {
  customerId: string;
  shop: Counted;
  /** The orders the shop knows of, counted its way. */
  ledger: Counted;
  rows: readonly LedgerRow[];
  /** Those of the rows that the shop does not know of. */
  elsewhere: ReadonlySet<string>;
  /** Empty where both agree. */
  parts: readonly Explained[];
}

export function addHealing(tally: Tally, healing: Healing, count = 1): Tally {
  if (count === 0) return tally;
  const healed = { ...tally.healed, [healing]: (tally.healed[healing] ?? 0) + count };
  return { ...tally, healed };
}

export function addCompared(tally: Tally, compared: Compared, asOf: number): Tally {
  const { customerId, shop, ledger, rows, elsewhere, parts } = compared;
  const next: Tally = {
    ...tally,
    compared: tally.compared + 1,
    ours: plus(tally.ours, countOurWay(rows, asOf)),
    ledger: plus(tally.ledger, ledger),
    shop: plus(tally.shop, shop),
    definitions: { ...tally.definitions },
  };
  for (const row of rows) {
    const found = definitionOf(row, asOf, !elsewhere.has(row.orderId));
    if (found === null) continue;
    next.definitions[found.cause] = plus(next.definitions[found.cause] ?? nothingCounted, found);
  }
  if (parts.length === 0) return { ...next, equal: next.equal + 1 };
  return withDifference(next, { customerId, shop, ledger, parts: [...parts] });
}

function withDifference(tally: Tally, customer: DifferingCustomer): Tally {
  const causes = { ...tally.causes };
  for (const part of customer.parts) {
    const known = causes[part.cause] ?? { customers: 0, ...nothingCounted };
    causes[part.cause] = { ...plus(known, part), customers: known.customers + 1 };
  }
  const unexplained = customer.parts.some(({ cause }) => cause === 'unexplained');
  const listed = tally.differences;
  return {
    ...tally,
    causes,
    unexplained: tally.unexplained + (unexplained ? 1 : 0),
    differences: listed.length < mostListed ? [...listed, customer] : listed,
  };
}
