import { beforeAll, describe, expect, it } from 'vitest';
import { customerListSchema } from '../../functions/admin/customers.schema.ts';
import {
  cohortsSchema,
  concentrationSchema,
  flowSchema,
  heatSchema,
  returningSchema,
  secondOrderSchema,
} from '../../functions/insights/insights.schema.ts';
import { mine, openTwoShops, type TwoShops } from './twoShops.ts';

let shops: TwoShops;
beforeAll(async () => {
  shops = await openTwoShops();
});

const answers = {
  cohorts: cohortsSchema,
  returning: returningSchema,
  'second-order': secondOrderSchema,
  concentration: concentrationSchema,
  heat: heatSchema,
  flow: flowSchema,
};
const read = async (path: string): Promise<unknown> =>
  (await shops.call(mine, `/api/insights/${path}`)).json();
const totals = new Map<string, number>();
const found = async (query: string) => {
  const known = totals.get(query);
  if (known !== undefined) return known;
  const answer = await shops.call(mine, `/api/customers?query=${encodeURIComponent(query)}`);
  expect(answer.status, query).toBe(200);
  const { total } = customerListSchema.parse(await answer.json());
  totals.set(query, total);
  return total;
};

/** Every figure that names its people, wherever it stands in an answer. */
function figures(answer: unknown): { query: string; customers: number }[] {
  if (typeof answer !== 'object' || answer === null) return [];
  const own = answer as { query?: unknown; customers?: unknown };
  const here =
    typeof own.query === 'string' && typeof own.customers === 'number'
      ? [{ query: own.query, customers: own.customers }]
      : [];
  return [...here, ...Object.values(answer).flatMap(figures)];
}

describe('what the orders say', () => {
  it.each(Object.entries(answers))(
    '%s lists exactly the people it counts',
    async (name, schema) => {
      for (const who of ['retail', 'wholesale']) {
        const answer = schema.parse(await read(`${name}?who=${who}`));
        for (const { query, customers } of figures(answer)) {
          expect(await found(query), query).toBe(customers);
        }
      }
    },
  );

  it('lists who ordered in each later month of a cohort', async () => {
    const { cohorts } = cohortsSchema.parse(await read('cohorts'));
    const rows = cohorts.filter(({ customers }) => customers > 0);
    expect(rows.map(({ customers }) => customers)).toEqual([1, 1, 1, 1, 1]);
    for (const { month, query, months } of rows) {
      for (const [after, { customers }] of months.entries()) {
        const [year = 0, number = 0] = month.split('-').map(Number);
        const name = new Date(Date.UTC(year, number - 1 + after, 1)).toISOString().slice(0, 7);
        const asked = `${query ?? ''} AND order_months CONTAINS '${name}'`;
        // A month nobody at all ordered in is no name a query knows.
        if (customers > 0) expect(await found(asked), asked).toBe(customers);
      }
    }
  });

  it('lists who stands where now', async () => {
    const { states } = flowSchema.parse(await read('flow'));
    for (const { query, sizes } of states) {
      if (query !== null) expect(await found(query), query).toBe(sizes.at(-1));
    }
  });

  it('refuses to tell of customers it does not know', async () => {
    expect((await shops.call(mine, '/api/insights/cohorts?who=nobody')).status).toBe(400);
  });
});
