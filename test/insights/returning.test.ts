import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contributionMinor } from '../../functions/customers/fold.ts';
import { returningSchema } from '../../functions/insights/insights.schema.ts';
import { returningOf } from '../../functions/insights/returning.ts';
import { anyShop, asOf, dateIn, historyOf, minorOf, netOf, order, sales } from './history.ts';

const kinds = ['first', 'later', 'unknown', 'walkIn'] as const;

describe('first orders against later ones', () => {
  test('are all the revenue of each month, each row once', () => {
    fc.assert(
      fc.property(anyShop, ({ buyers, walkIns, timeZone }) => {
        const { months } = returningOf(historyOf(buyers, { walkIns, timeZone }), 'all');
        const rows = [...buyers.flatMap((buyer) => buyer.rows), ...walkIns];
        for (const month of months) {
          const here = rows.filter((row) => dateIn(timeZone, row.placedAt).startsWith(month.month));
          const sold = kinds.reduce((sum, kind) => sum + minorOf(month[kind].netSpent), 0);
          const orders = kinds.reduce((sum, kind) => sum + month[kind].orders, 0);
          expect(sold).toBe(netOf(here));
          expect(orders).toBe(sales(here).length);
        }
      }),
    );
  });

  test('are told apart as a person would who reads each ledger', () => {
    fc.assert(
      fc.property(anyShop, ({ buyers, timeZone }) => {
        const answer = returningOf(historyOf(buyers, { timeZone }), 'all');
        returningSchema.parse(answer);
        for (const { month, first, unknown } of answer.months) {
          let firsts = 0;
          let firstMinor = 0;
          let unknownMinor = 0;
          for (const { rows, incomplete } of buyers) {
            const [sale] = sales(rows);
            for (const row of rows) {
              if (!dateIn(timeZone, row.placedAt).startsWith(month)) continue;
              const minor = contributionMinor(row, asOf);
              if (incomplete === true || sale === undefined) unknownMinor += minor;
              else if (row === sale) {
                firsts += 1;
                firstMinor += minor;
              }
            }
          }
          expect([first.orders, minorOf(first.netSpent)]).toEqual([firsts, firstMinor]);
          expect(minorOf(unknown.netSpent)).toBe(unknownMinor);
        }
      }),
    );
  });

  test('take a second order on the day of the first for a later one', () => {
    const rows = [order(3, 500), order(3, 700, { placedAt: asOf - 3 * 86_400 + 60 })];
    const { months } = returningOf(historyOf([{ rows }]), 'retail');
    const [month] = months;
    expect([month?.first.netSpent.amount, month?.later.netSpent.amount]).toEqual(['5.00', '7.00']);
  });

  test('begin with the first month that has anything in it', () => {
    expect(returningOf(historyOf([]), 'retail').months).toEqual([]);
    const { months } = returningOf(historyOf([{ rows: [order(70)] }]), 'retail');
    expect(months.map(({ month }) => month)).toEqual(['2026-09', '2026-10', '2026-11']);
  });
});
