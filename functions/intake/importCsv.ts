import type { OrderFact } from '../customers/orderFact.ts';
import type { ImportReport } from '../insights/overview.schema.ts';
import { Refusal } from '../platform/refusal.ts';
import { csvFailure } from './csvFailure.ts';
import type { CsvMapping } from './csvMapping.schema.ts';
import type { FileOrder } from './csvOrder.ts';
import { readOrders, type OrderReader } from './csvOrders.ts';
import { csvRows } from './csvRows.ts';
import { startTally } from './importTally.ts';
import { shopifyExport, shopifyExportOf } from './shopifyExport.ts';

export interface ImportFile {
  /** Of this import, unique within the shop. */
  id: string;
  fileName: string;
  /** Plain or gzip; told apart by its first bytes. */
  bytes: AsyncIterable<Uint8Array>;
  /** Without one the file is Shopify's own order export. */
  mapping?: CsvMapping | undefined;
}

export interface ImportShop {
  shop: string;
  currency: string;
  timeZone: string;
}

export interface ImportDeps {
  /** Makes sure these orders are in the customer files, as history that triggers nothing. */
  applyHistory: (shop: string, facts: readonly OrderFact[]) => Promise<void>;
  /** Ids of the customers behind e-mail addresses (lower case), each known or made. */
  customersOfMail: (
    shop: string,
    emails: readonly string[],
  ) => Promise<ReadonlyMap<string, string>>;
  onProgress?: (report: ImportReport) => void;
}

/** Applied together: enough for customers with several orders to be written once, little enough to hold. */
const batchOrders = 20_000;
const batchLines = 200_000;

/**
 * Reads a merchant's order file into the customer files. Importing it again changes nothing; an
 * order that the shop tells of as well is one, and the shop's word wins. A file that cannot be
 * read to its end answers `failed` with a sentence and how many orders were taken before.
 */
export async function importCsv(
  file: ImportFile,
  { shop, currency, timeZone }: ImportShop,
  deps: ImportDeps,
): Promise<ImportReport> {
  const tally = startTally(file, currency);
  let reader: OrderReader | undefined;
  let waiting: FileOrder[] = [];
  let waitingLines = 0;

  async function apply(): Promise<void> {
    const orders = waiting;
    waiting = [];
    waitingLines = 0;
    const facts = await withCustomers(shop, orders, deps);
    await deps.applyHistory(shop, facts);
    for (const fact of facts) tally.count(fact);
    deps.onProgress?.(tally.report('running', null));
  }

  async function collect(orders: readonly FileOrder[]): Promise<void> {
    for (const order of orders) {
      waiting.push(order);
      waitingLines += order.fact.lines.length;
    }
    if (waiting.length >= batchOrders || waitingLines >= batchLines) await apply();
  }

  try {
    const { delimiter } = file.mapping ?? shopifyExport;
    for await (const rows of csvRows(file.bytes, delimiter)) {
      for (const { row, line } of rows) {
        if (reader === undefined) {
          const mapping = file.mapping ?? shopifyExportOf(row);
          reader = readOrders(row, { mapping, currency, timeZone, onSkipped: tally.skip });
          continue;
        }
        tally.row();
        const closed = reader.take(row, line);
        if (closed.length > 0) await collect(closed);
      }
    }
    if (reader === undefined) throw new Refusal('invalid', 'The file is empty.');
    await collect(reader.end());
    await apply();
    return tally.report('done', null);
  } catch (error) {
    const message = csvFailure(error);
    if (message === undefined) throw error;
    await apply();
    return tally.report('failed', message);
  }
}

async function withCustomers(
  shop: string,
  orders: readonly FileOrder[],
  deps: ImportDeps,
): Promise<OrderFact[]> {
  const emails = new Set<string>();
  for (const { buyer } of orders) if (buyer?.by === 'email') emails.add(buyer.email);
  const known = await deps.customersOfMail(shop, [...emails]);
  return orders.map(({ fact, buyer }) => ({
    ...fact,
    customerId: buyer?.by === 'email' ? (known.get(buyer.email) ?? null) : (buyer?.id ?? null),
  }));
}
