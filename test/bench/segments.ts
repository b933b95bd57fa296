import { calendarOf } from '../../functions/customers/calendar.ts';
import { fitModel } from '../../functions/prediction/fitModel.ts';
import { shopAsOf } from '../../functions/segments/asOf.ts';
import { buyingsOf } from '../../functions/segments/buyings.ts';
import type { Cutoffs } from '../../functions/segments/classes.schema.ts';
import {
  codeWords,
  emptyColumns,
  numericColumns,
  type Columns,
} from '../../functions/segments/columns.ts';
import { foldHabits } from '../../functions/segments/foldHabits.ts';
import { foldOrders } from '../../functions/segments/foldOrders.ts';
import { listCustomers } from '../../functions/segments/list.ts';
import { emptyGroups } from '../../functions/segments/groups/groupColumns.ts';
import type { OrderColumns } from '../../functions/segments/orderColumns.ts';
import { cutoffsOfColumns, placeColumns } from '../../functions/segments/placeColumns.ts';
import { sumShop, totalsOf } from '../../functions/segments/shopSums.ts';
import type { SnapshotMeta } from '../../functions/segments/snapshot.schema.ts';
import { readSnapshotFile, writeSnapshotFile } from '../../functions/segments/snapshotFile.ts';
import { summarise } from '../../functions/segments/summary.ts';
import { defaultSettings } from '../../functions/shops/settings.schema.ts';
import { bestOf, milliseconds, processorMs } from './processorTime.ts';
import { growth, mebibytes, type BenchRow } from './row.ts';
import { backtestRows } from './segments/backtest.ts';
import { askPeers } from './segments/peers.ts';
import { timeQueries } from './segments/queries.ts';
import { readRows } from './segments/reading.ts';
import { benchShop } from './segments/shop.ts';

const asOf = Date.UTC(2026, 10, 22, 23) / 1000;
const calendar = calendarOf('UTC');
const today = calendar.dayOf(asOf);
const compared = ['segment', 'level', 'abc', 'lifecycle', 'quadrant', 'promotion'] as const;
const sizes = { small: 100_000, large: 1_000_000 } as const;
const settings = defaultSettings;

/** Every scheme of a million customers, beside DuckDB and nodejs-polars on the same orders. */
export async function run(): Promise<BenchRow[]> {
  const large = benchShop(sizes.large, asOf);
  const classified = bestOf(5, () => classify(large));
  const rows = [...classifyRows(large, classified), ...peerRows(large, classified)];
  const { columns } = classified.result;
  columns.groups = emptyGroups(columns.count);
  foldHabits(large, columns, asOf);
  nameEach(columns);
  const meta = metaOf(large, classified.result);
  rows.push(
    ...snapshotRows(columns, meta),
    ...queryRows(columns),
    ...fitRows(large, columns),
    asOfRow(large, columns),
    ...backtestRows({ columns, orders: large, meta }),
  );
  return [...rows, ...(await readRows(asOf))];
}

type Classified = ReturnType<typeof bestOf<Shop>>;

interface Shop {
  columns: Columns;
  cutoffs: Cutoffs;
}

/** Orders in memory → figures → exact cut-offs → classes. */
function classify(orders: OrderColumns): Shop {
  // Groups, which are another scheme's, have columns of their own.
  const columns = emptyColumns(orders.rowOffsets.length - 1, emptyGroups(0));
  const { orderMinor } = foldOrders(orders, columns, { asOf, today, windows: settings });
  const cutoffs = cutoffsOfColumns(columns, orderMinor, settings, { asOf, today });
  placeColumns(columns, cutoffs, settings, today);
  return { columns, cutoffs };
}

function classifyRows(large: OrderColumns, classified: Classified): BenchRow[] {
  const small = benchShop(sizes.small, asOf);
  const smallMs = bestOf(5, () => classify(small)).ms;
  return [
    {
      what: `1M customers, ${(large.count / 1e6).toFixed(1)}M orders: schemes 1–8, one core`,
      value: milliseconds(classified.ms),
      budget: '≤ 1000 ms',
    },
    {
      what: 'memory that takes, the orders themselves aside',
      value: `${mebibytes(classified.bytes)}, of it ${mebibytes(columnBytes(classified.result))} the columns that are kept`,
      budget: '≤ 300 MB',
    },
    growth('classes, 100k to 1M customers', classified.ms / smallMs),
  ];
}

function peerRows(large: OrderColumns, { ms, result }: Classified): BenchRow[] {
  const { promotion } = settings;
  const task = { asOf, today, rounds: 3, schemes: compared, promotion };
  return askPeers(large, task).map(({ name, answer }) => {
    const differing = compared.filter(
      (scheme) => !sameCounts(answer.counts[scheme] ?? {}, countsOf(result.columns, scheme)),
    );
    if (differing.length > 0) {
      throw new Error(`${name} counts other customers than we do in ${differing.join(', ')}`);
    }
    return {
      what: `${name}, one thread, the same counts in schemes 1–6 and 8`,
      value: `${milliseconds(answer.ms)}, ${(answer.ms / ms).toFixed(1)} × ours`,
      budget: '≥ 3 ×',
    };
  });
}

function countsOf(columns: Columns, scheme: (typeof compared)[number]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const code of columns[scheme]) {
    const word = codeWords[scheme][code] ?? 'nobody';
    counts[word] = (counts[word] ?? 0) + 1;
  }
  return counts;
}

function sameCounts(one: Record<string, number>, other: Record<string, number>): boolean {
  const words = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...words].every((word) => (one[word] ?? 0) === (other[word] ?? 0));
}

function queryRows(columns: Columns): BenchRow[] {
  return timeQueries(columns, today).map(({ query, freshMs, keptMs, count }) => {
    const what = query.length > 50 ? `${query.slice(0, 49)}…` : query;
    const times = `${milliseconds(freshMs)}, again ${milliseconds(keptMs)}`;
    return { what, value: `${times}, ${count.toLocaleString('en')} match`, budget: '≤ 50 ms' };
  });
}

function metaOf(orders: OrderColumns, { columns, cutoffs }: Shop): SnapshotMeta {
  return {
    format: 1,
    shop: 'bench.myshopify.com',
    version: '1',
    currency: 'USD',
    timeZone: 'UTC',
    asOf,
    today,
    cutoffs,
    totals: totalsOf(
      sumShop(orders, { orders: 0, netMinor: 0 }, { asOf, today }),
      columns,
      cutoffs,
    ),
  };
}

function snapshotRows(columns: Columns, meta: SnapshotMeta): BenchRow[] {
  const written = bestOf(2, () => writeSnapshotFile(columns, meta));
  const opened = bestOf(5, () => readSnapshotFile(written.result).columns);
  return [
    {
      what: 'snapshot written, 1M customers',
      value: `${milliseconds(written.ms)}, ${(written.result.length / 1e6).toFixed(0)} MB`,
    },
    { what: 'snapshot opened', value: milliseconds(opened.ms) },
    {
      what: 'a page of 50 by net spend, first time and again',
      value: `${milliseconds(onePage(opened.result))}, ${milliseconds(onePage(opened.result))}`,
    },
    {
      what: 'counts for the first page',
      value: milliseconds(bestOf(3, () => summarise(opened.result)).ms),
    },
  ];
}

function onePage(columns: Columns): number {
  const started = processorMs();
  listCustomers(columns, null, { sort: '-netSpent', limit: 50, cursor: null });
  return processorMs() - started;
}

function fitRows(large: OrderColumns, columns: Columns): BenchRow[] {
  const gathered = bestOf(2, () => buyingsOf(columns, large, { asOf, today }));
  const fitted = bestOf(3, () => fitModel(gathered.result.buyings));
  return [
    { what: 'who bought how often, 1M customers', value: milliseconds(gathered.ms) },
    {
      what: 'fit of MBG/NBD and Gamma-Gamma, 1M customers',
      value: milliseconds(fitted.ms),
      budget: '≤ 2000 ms',
    },
  ];
}

function asOfRow(orders: OrderColumns, columns: Columns): BenchRow {
  const past = { asOf: asOf - 200 * 86_400, calendar };
  const { ms } = bestOf(2, () => shopAsOf({ columns, orders }, settings, past));
  return { what: 'the whole shop on a past day, 1M customers', value: milliseconds(ms) };
}

function columnBytes({ columns }: Shop): number {
  return numericColumns.reduce((sum, name) => sum + columns[name].byteLength, 0);
}

/** Ids of 13 digits, in order; a third has consent, some tags. */
function nameEach(columns: Columns): void {
  const ids = Array.from({ length: columns.count }, (_, i) => String(7_000_000_000_000 + i));
  columns.idBytes = new TextEncoder().encode(ids.join(''));
  for (let i = 0; i <= columns.count; i += 1) columns.idOffsets[i] = i * 13;
  columns.shopOrders.set(columns.orders);
  columns.createdAt.set(columns.firstAt);
  columns.emailConsent.forEach((_, i, consent) => {
    consent[i] = (i % 3) - 1;
  });
  columns.tagNames = ['vip', 'b2b', 'newsletter'];
  columns.tagCodes = Int32Array.from({ length: columns.count >> 1 }, (_, i) => i % 3);
  for (let i = 0; i <= columns.count; i += 1) columns.tagOffsets[i] = i >> 1;
}
