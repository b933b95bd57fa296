import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarOf } from '../../functions/customers/calendar.ts';
import { contributionMinor, isEligible } from '../../functions/customers/fold.ts';
import { packLedger } from '../../functions/customers/ledger.ts';
import { LedgerCursor } from '../../functions/customers/ledgerCursor.ts';
import { rowOf, rowOrder, type LedgerRow } from '../../functions/customers/ledgerRow.ts';
import {
  isMarked,
  isSale,
  rowMinor,
  rowsOf,
  walkInRows,
} from '../../functions/segments/orderColumns.ts';
import { OrderColumnsBuilder } from '../../functions/segments/orderColumnsBuilder.ts';
import {
  readOrderColumnsFile,
  writeOrderColumnsFile,
} from '../../functions/segments/orderColumnsFile.ts';
import { anyFact, row } from '../customers/rows.ts';

const calendar = calendarOf('Asia/Seoul');
const of = { shop: 'one.myshopify.com', version: '7-7' };
const plain = { isLeftOut: null, wholesaleByTag: false };

/** Instants that a column of 32 bits holds. */
const inRange = (one: LedgerRow) =>
  one.placedAt > 0 && (one.cancelledAt ?? 1) > 0 && one.refunds.every(({ at }) => at > 0);
const ledger = fc
  .array(anyFact, { maxLength: 6 })
  .map((facts) => facts.map(rowOf).filter(inRange).sort(rowOrder));

function built(ledgers: LedgerRow[][], walkIns: LedgerRow[] = []) {
  const builder = new OrderColumnsBuilder(calendar);
  for (const rows of ledgers) builder.addCustomer(rows, plain);
  for (const one of walkIns) builder.addWalkIn(one, false);
  return builder;
}

describe('the orders of a shop as columns', () => {
  test('say of every row on every day what its ledger says', () => {
    fc.assert(
      fc.property(
        fc.array(ledger, { maxLength: 8 }),
        ledger,
        fc.integer({ min: 1, max: 4_000_000_000 }),
        (ledgers, walkIns, asOf) => {
          const turned = Uint32Array.from(ledgers, (_, index) => ledgers.length - 1 - index);
          const orders = built(ledgers, walkIns).done(turned);
          const kept = [...ledgers].reverse();
          const parts = [...kept.map((_, index) => rowsOf(orders, index)), walkInRows(orders)];
          for (const [index, rows] of [...kept, walkIns].entries()) {
            const { from, to } = parts[index]!;
            expect(to - from).toBe(rows.length);
            for (const [at, one] of rows.entries()) {
              expect(rowMinor(orders, from + at, asOf)).toBe(contributionMinor(one, asOf));
              expect(isSale(orders, from + at, asOf)).toBe(isEligible(one, asOf));
              expect(orders.day[from + at]).toBe(calendar.dayOf(one.placedAt));
              expect(isMarked(orders, from + at, 'code')).toBe(one.codes.length > 0);
              const { lineOffsets, lineNetMinor } = orders;
              const lines = lineNetMinor.subarray(
                lineOffsets[from + at],
                lineOffsets[from + at + 1],
              );
              expect(Array.from(lines)).toEqual(one.lines.map(({ netMinor }) => netMinor));
              const variants = one.lines.map((_, line) => {
                const told = orders.lineVariant[(lineOffsets[from + at] ?? 0) + line] ?? -1;
                return told < 0 ? undefined : orders.variantNames[told];
              });
              expect(variants).toEqual(one.lines.map(({ variant }) => variant));
            }
          }
        },
      ),
    );
  });

  test('are the same read from ledgers where they stand, with variants and without', () => {
    fc.assert(
      fc.property(fc.array(ledger, { maxLength: 8 }), ledger, (ledgers, walkIns) => {
        const position = Uint32Array.from(ledgers, (_, index) => index);
        const builder = new OrderColumnsBuilder(calendar);
        const cursor = new LedgerCursor();
        const open = (rows: LedgerRow[]) => {
          const bytes = Uint8Array.from(packLedger(rows));
          cursor.open(bytes, bytes.length);
          return cursor;
        };
        for (const rows of ledgers) builder.addLedger(open(rows), plain);
        builder.addWalkIns(open(walkIns), null);
        expect(builder.done(position)).toEqual(built(ledgers, walkIns).done(position));
      }),
    );
  });

  test('read back from their file as they were', () => {
    fc.assert(
      fc.property(fc.array(ledger, { maxLength: 6 }), ledger, (ledgers, walkIns) => {
        const position = Uint32Array.from(ledgers, (_, index) => index);
        const orders = built(ledgers, walkIns).done(position);
        expect(readOrderColumnsFile(writeOrderColumnsFile(orders, of))).toEqual({
          orders,
          meta: of,
        });
      }),
      { numRuns: 50 },
    );
  });

  test('leave out purchases of staff, and keep who is wholesale by a tag', () => {
    const builder = new OrderColumnsBuilder(calendar);
    const codes = ['STAFF'];
    const rows = [row({ codes }), row({ orderId: '5002', placedAt: 1_760_000_100 })];
    const isLeftOut = (one: Partial<Pick<LedgerRow, 'codes'>>) =>
      one.codes?.includes('STAFF') === true;
    builder.addCustomer(rows, { isLeftOut, wholesaleByTag: true });
    builder.addWalkIn(row({ orderId: '5003' }), true);
    const orders = builder.done(Uint32Array.of(0));
    expect([0, 1, 2].map((at) => rowMinor(orders, at, 1_800_000_000))).toEqual([0, 10_000, 0]);
    expect(Array.from(orders.wholesaleByTag)).toEqual([1]);
  });
});
