import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarOf } from '../../functions/customers/calendar.ts';
import type { LedgerRow } from '../../functions/customers/ledgerRow.ts';
import { buyingAt } from '../../functions/prediction/buying.ts';
import { fitModel } from '../../functions/prediction/fitModel.ts';
import { buyingOf, buyingsOf } from '../../functions/segments/buyings.ts';
import { numericColumns } from '../../functions/segments/columns.ts';
import { columnsOfOne } from '../../functions/segments/columnsBuilder.ts';
import { readFigures } from '../../functions/segments/figures.ts';
import { predictColumns, predicted } from '../../functions/segments/predicted.ts';
import { plainStanding } from '../../functions/segments/standing.ts';
import { defaultSettings } from '../../functions/shops/settings.schema.ts';
import { row } from '../customers/rows.ts';
import { timeZones } from './anyCustomer.ts';
import { anyCustomers, now, rowsAt, runOn, type PastCustomer } from './pastShop.ts';

const daySeconds = 86_400;
const plain = { wholesaleByTag: false, incomplete: false, createdAt: null };

function readOf({ rows, wholesaleByTag, incomplete }: PastCustomer, asOf: number, zone: string) {
  const standing = { ...plainStanding, wholesaleByTag, historyIncomplete: incomplete };
  return readFigures(rows, { asOf, calendar: calendarOf(zone) }, standing);
}

describe('how customers have bought', () => {
  test('is the same from the columns of a shop as from each ledger, on any day', () => {
    fc.assert(
      fc.property(
        anyCustomers,
        fc.constantFrom(...timeZones),
        fc.integer({ min: 0, max: 500 }),
        (customers, zone, daysAgo) => {
          const calendar = calendarOf(zone);
          const asOf = now - daysAgo * daySeconds;
          const today = calendar.dayOf(asOf);
          const { columns, orders } = runOn(customers, [], defaultSettings, {
            asOf: now,
            calendar,
          });
          const of = buyingsOf(columns, orders, { asOf, today });
          const expected = customers.flatMap((one, i) => {
            if (columns.wholesale[i] === 1 || columns.historyIncomplete[i] === 1) return [];
            const then = { ...one, rows: rowsAt(one.rows, asOf) };
            const buying = buyingOf(readOf(then, asOf, zone), today);
            return buying === null ? [] : [{ i, ...buying }];
          });
          const found = Array.from(of.customers, (i, at) => ({ i, ...buyingAt(of.buyings, at) }));
          expect(found).toEqual(expected);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('renewals are no buying; what else comes on the same day is part of it', () => {
    const order = (days: number, totalMinor: number, flags: LedgerRow['flags'] = []) =>
      row({
        orderId: `${String(days)}-${String(totalMinor)}`,
        flags,
        totalMinor,
        placedAt: now - days * daySeconds,
        updatedAt: now,
      });
    const rows = [
      order(90, 1_000),
      order(60, 500, ['subscription']),
      order(30, 500, ['subscription']),
      order(30, 700),
    ];
    const one: PastCustomer = { id: '1', rows, ...plain };
    const today = calendarOf('UTC').dayOf(now);
    const buying = { repeats: 1, spanDays: 60, ageDays: 90, repeatMeanMinor: 1_200 };
    expect(buyingOf(readOf(one, now, 'UTC'), today)).toEqual(buying);
    const time = { asOf: now, calendar: calendarOf('UTC') };
    const { columns, orders } = runOn([one], [], defaultSettings, time);
    expect(buyingAt(buyingsOf(columns, orders, { asOf: now, today }).buyings, 0)).toEqual(buying);
    const renewals = { ...one, rows: rows.slice(1, 3) };
    expect(buyingOf(readOf(renewals, now, 'UTC'), today)).toBeNull();
  });
});

test('what is expected of a customer is the same in the list as in their own file', () => {
  const customers = Array.from({ length: 80 }, (_, n): PastCustomer => {
    const rows = Array.from({ length: 1 + (n % 5) }, (_, order) => {
      const placedAt = now - (10 + n + (4 - order) * (5 + (n % 40))) * daySeconds;
      const totalMinor = 1_000 + 37 * n + 11 * order;
      return row({
        orderId: `${String(n)}-${String(order)}`,
        placedAt,
        updatedAt: now,
        totalMinor,
      });
    });
    return { id: String(1000 + n), rows, ...plain, incomplete: n === 7, wholesaleByTag: n === 8 };
  });
  const calendar = calendarOf('UTC');
  const today = calendar.dayOf(now);
  const { columns, orders } = runOn(customers, [], defaultSettings, { asOf: now, calendar });
  const of = buyingsOf(columns, orders, { asOf: now, today });
  const model = fitModel(of.buyings);
  expect(model.state).toBe('fitted');
  predictColumns(columns, model, of);
  const predictions = numericColumns.filter((name) =>
    /^(chance|expected|next|potential|soon)/.test(name),
  );
  expect(predictions.length).toBe(8);
  customers.forEach((one, i) => {
    const read = predicted(readOf(one, now, 'UTC'), model, today);
    const entry = {
      id: one.id,
      read,
      held: {},
      shopSays: null,
      consent: {},
      createdAt: null,
      tags: [],
    };
    const alone = columnsOfOne(entry);
    const all = predictions.map((name) => columns[name][i]);
    expect(predictions.map((name) => alone[name][0])).toEqual(all);
    expect(Number.isNaN(columns.chance90[i])).toBe(one.incomplete || one.wholesaleByTag);
  });
});
