import { cohortsOf } from '../../../functions/insights/cohorts.ts';
import { concentrationOf } from '../../../functions/insights/concentration.ts';
import { flowOf } from '../../../functions/insights/flow.ts';
import { heatOf } from '../../../functions/insights/heat.ts';
import type { MovementView } from '../../../functions/insights/movement.schema.ts';
import { returningOf } from '../../../functions/insights/returning.ts';
import { secondOrderOf } from '../../../functions/insights/secondOrder.ts';
import { shopGroupsOf } from '../../../functions/insights/shopGroups.ts';
import { lifecycleKeys } from '../../../functions/segments/classes.schema.ts';
import { defaultSettings } from '../../../functions/shops/settings.schema.ts';
import { historyOf, order } from '../../insights/history.ts';
import { forecastAnswer } from './shownForecast.ts';
import type { ShownShop } from './shownShop.ts';

/** Customer n came n days apart, more or less, and two in five never again. */
function buyer(n: number, incomplete: boolean) {
  const first = 30 + ((n * 37) % 700);
  const many = n % 5 < 2 ? 1 : 2 + (n % 6);
  const rows = Array.from({ length: many }, (_, at) => first - at * (20 + (n % 40)))
    .filter((daysAgo) => daysAgo > 0)
    .map((daysAgo, at) => order(daysAgo, 1_500 + ((n * 131 + at * 977) % 30_000)));
  return { rows, incomplete: incomplete && n % 7 === 0, wholesale: n % 50 === 49 };
}

function historyFor({ choices }: ShownShop) {
  const customers = Math.min(200, choices.customers);
  const buyers = Array.from({ length: customers }, (_, n) => buyer(n, choices.incomplete));
  const history = historyOf(buyers, { walkIns: customers === 0 ? [] : [order(12), order(80)] });
  const { columns } = history;
  for (let n = 0; n < customers; n += 1) {
    columns.recency[n] = 1 + (n % 5);
    columns.frequency[n] = 1 + ((n * 3) % 5);
    columns.monetary[n] = 1 + ((n * 7) % 4);
    columns.segment[n] = n % 11;
    columns.groups.shopGroup[n] = n % 3 === 0 ? (n * 5) % 11 : n % 11;
    columns.lifecycle[n] = 1 + (n % (lifecycleKeys.length - 1));
  }
  history.meta.currency = choices.currency;
  return history;
}

/** `/api/insights/…` of who comes back, who brings the money and who moved; undefined for other names. */
export function insightAnswer(shop: ShownShop, name: string): unknown {
  const history = historyFor(shop);
  switch (name) {
    case 'cohorts':
      return cohortsOf(history, 'retail');
    case 'returning':
      return returningOf(history, 'retail');
    case 'second-order':
      return secondOrderOf(history, 'retail');
    case 'concentration':
      return concentrationOf(history, 'retail');
    case 'heat':
      return heatOf(history, 'retail');
    case 'shopify-groups':
      return shopGroupsOf(history, 'retail');
    case 'flow':
      return flowOf(history, defaultSettings, 'all');
    case 'forecast':
      return forecastAnswer(history);
    case 'movement':
      return movementFor(shop);
    default:
      return undefined;
  }
}

function movementFor(shop: ShownShop): MovementView {
  const day = (date: string) => ({
    date,
    asOf: `${date}T23:59:59.000Z`,
    customers: shop.choices.customers,
  });
  const cells = lifecycleKeys.flatMap((from, row) =>
    lifecycleKeys.flatMap((to, column) =>
      (row + column) % 3 === 0 && shop.choices.customers > 0
        ? [
            {
              from,
              to,
              customers: 1 + row * 7 + column,
              netSpent: shop.money(120 * (1 + column)),
              moved: `lifecycle:2026-10-23:2026-11-22:${from}:${to}`,
            },
          ]
        : [],
    ),
  );
  return {
    scheme: 'lifecycle',
    from: day('2026-10-23'),
    to: day('2026-11-22'),
    classes: [...lifecycleKeys],
    cells,
    stayed: 41,
    changed: 812,
    arrived: 3,
    todaysValues: [],
  };
}
