import fc from 'fast-check';
import { expect, test } from 'vitest';
import { heatOf } from '../../functions/insights/heat.ts';
import { lifecycleKeys } from '../../functions/segments/classes.schema.ts';
import { historyOf, minorOf, order } from './history.ts';

const score = fc.integer({ min: 1, max: 5 });
const customer = fc.record({
  recency: score,
  frequency: score,
  monetary: score,
  lifecycle: fc.integer({ min: 1, max: lifecycleKeys.length - 1 }),
  minor: fc.integer({ min: 1, max: 5_000 }),
});

test('each two scores place every ranked customer once, with all of their money', () => {
  fc.assert(
    fc.property(fc.array(customer, { maxLength: 30 }), (customers) => {
      const history = historyOf([
        ...customers.map(({ minor }) => ({ rows: [order(5, minor)] })),
        // Not ranked: in no box.
        { rows: [order(5, 7_777)] },
      ]);
      customers.forEach((one, index) => {
        history.columns.recency[index] = one.recency;
        history.columns.frequency[index] = one.frequency;
        history.columns.monetary[index] = one.monetary;
        history.columns.lifecycle[index] = one.lifecycle;
      });
      const counted = customers.map((one) => {
        const lapsed = ['overdue', 'lost', 'written_off'].includes(lifecycleKeys[one.lifecycle]!);
        return { ...one, recency: lapsed ? Math.min(2, one.recency) : one.recency };
      });
      for (const { rows, columns, cells } of heatOf(history, 'retail').maps) {
        expect(cells).toHaveLength(25);
        for (const cell of cells) {
          const here = counted.filter(
            (one) => one[rows] === cell.row && one[columns] === cell.column,
          );
          const sum = here.reduce((total, { minor }) => total + minor, 0);
          expect([cell.customers, minorOf(cell.netSpent)]).toEqual([here.length, sum]);
          expect(cell.averageOrder === null).toBe(here.length === 0);
        }
      }
    }),
  );
});
