import { calendarOf } from '../../functions/customers/calendar.ts';
import { emptyColumns, type Columns } from '../../functions/segments/columns.ts';
import { cutoffsOfColumns, placeColumns } from '../../functions/segments/placeColumns.ts';
import { defaultSettings } from '../../functions/shops/settings.schema.ts';
import type { BenchRow } from './row.ts';

const customers = 1_000_000;
const orders = 5_500_000;
const asOf = Date.UTC(2026, 10, 22) / 1000;
const daySeconds = 86_400;

/** Orders sorted by customer, as a run has them: `ends[i]` is where customer i's orders end. */
interface Orders {
  ends: Uint32Array;
  day: Int32Array;
  minor: Float64Array;
}

/** Classify a million customers: orders in memory → figures → exact cut-offs → classes. */
export function run(): Promise<BenchRow[]> {
  const shop = syntheticOrders();
  const today = calendarOf('UTC').dayOf(asOf);
  const classifyShop = () => {
    const columns = foldOrders(shop);
    const values = { all: shop.minor, recent: recentOf(shop, today) };
    const cutoffs = cutoffsOfColumns(columns, values, defaultSettings, { asOf, today });
    return placeColumns(columns, cutoffs, defaultSettings, today).length;
  };
  classifyShop();
  const before = process.memoryUsage().arrayBuffers;
  let peak = before;
  const times: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const started = performance.now();
    classifyShop();
    times.push(performance.now() - started);
    peak = Math.max(peak, process.memoryUsage().arrayBuffers);
  }
  const best = Math.min(...times);
  return Promise.resolve([
    {
      what: '1M customers, 5.5M orders: fold, cut-offs and classes, one core',
      value: `${best.toFixed(0)} ms`,
      budget: '≤ 1000 ms',
    },
    {
      what: 'customers a second a core',
      value: Math.round((customers / best) * 1000).toLocaleString('en'),
    },
    {
      what: 'memory of the columns and the sorts, orders aside',
      value: `${((peak - before) / 2 ** 20).toFixed(0)} MiB`,
      budget: '≤ 300 MB',
    },
  ]);
}

function foldOrders(shop: Orders): Columns {
  const columns = emptyColumns(customers);
  let start = 0;
  for (let i = 0; i < customers; i += 1) {
    const end = shop.ends[i] ?? start;
    let net = 0;
    let days = 0;
    let last = -1;
    for (let at = start; at < end; at += 1) {
      net += shop.minor[at] ?? 0;
      const day = shop.day[at] ?? 0;
      if (day !== last) days += 1;
      last = day;
    }
    columns.rows[i] = end - start;
    columns.orders[i] = end - start;
    columns.netMinor[i] = net;
    columns.orderDays[i] = days;
    columns.rhythmDays[i] = days;
    columns.firstDay[i] = end > start ? (shop.day[start] ?? 0) : -1;
    columns.lastDay[i] = last;
    columns.rhythmLastDay[i] = last;
    start = end;
  }
  return columns;
}

function recentOf(shop: Orders, today: number): Float64Array {
  const recent = new Float64Array(orders);
  let count = 0;
  for (let at = 0; at < orders; at += 1) {
    if ((shop.day[at] ?? 0) <= today - 365) continue;
    recent[count] = shop.minor[at] ?? 0;
    count += 1;
  }
  return recent.subarray(0, count);
}

function syntheticOrders(): Orders {
  let state = 42;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const last = Math.floor(asOf / daySeconds);
  const shop: Orders = {
    ends: new Uint32Array(customers),
    day: new Int32Array(orders),
    minor: new Float64Array(orders),
  };
  let end = 0;
  for (let i = 0; i < customers; i += 1) {
    // Few buy often: a long tail of counts that adds up to the orders there are.
    const left = orders - end - (customers - 1 - i);
    const wanted = Math.floor(1 + 2.05 * (1 / Math.sqrt(1 - random() * 0.998) - 1) ** 1.22);
    const count = i === customers - 1 ? left : Math.min(left, Math.max(1, wanted));
    const first = last - Math.floor(random() * 1_000);
    for (let n = 0; n < count; n += 1) {
      shop.day[end] = first + Math.floor(((last - first) * n) / count);
      shop.minor[end] = Math.floor(500 + 9_000 * random() * random());
      end += 1;
    }
    shop.ends[i] = end;
  }
  return shop;
}
