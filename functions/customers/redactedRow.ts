import type { LedgerRow } from './ledgerRow.ts';

/**
 * What stays of an order whose buyer was erased: its id, without which the shop's next word on it
 * would count it twice, and money with its dates, for the shop's sums. What was bought, where, with
 * which codes and under which name goes.
 */
export function redactedRow(row: LedgerRow): LedgerRow {
  return { ...row, name: null, channel: null, codes: [], lines: [] };
}

/** Nothing is left to take out of it. */
export function isRedactedRow(row: LedgerRow): boolean {
  return (
    row.name === null && row.channel === null && row.codes.length === 0 && row.lines.length === 0
  );
}
