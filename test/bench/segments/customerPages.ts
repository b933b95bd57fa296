import { calendarOf } from '../../../functions/customers/calendar.ts';
import type { CustomerItem } from '../../../functions/customers/customer.schema.ts';
import { foldLedger } from '../../../functions/customers/fold.ts';
import { keptCustomer } from '../../../functions/customers/keptCustomer.ts';
import { packLedger } from '../../../functions/customers/ledger.ts';
import { rowOf, type LedgerRow } from '../../../functions/customers/ledgerRow.ts';
import type { Item } from '../../../functions/platform/dynamo.ts';
import { wireText } from '../../support/wireText.ts';
import { sizeOf } from '../../simulation/plain.ts';
import { orderCount, randomFrom } from './shop.ts';

/** Stands in ids and keys where the bucket's number goes: one bucket is made, and served 64 times. */
const bucketMark = '@@';
const pageBytes = 1_000_000;
const daySeconds = 86_400;
const calendar = calendarOf('UTC');

/** The pages of one bucket as DynamoDB sends them, with the places where the bucket's number goes. */
export interface PageText {
  bytes: Buffer;
  marks: number[];
}

/**
 * So many customers as the table keeps them, in pages of at most a megabyte of which `only` these
 * attributes are sent; `asOf`: epoch seconds.
 */
export function customerPages(
  customers: number,
  asOf: number,
  only: ReadonlySet<string>,
): PageText[] {
  const random = randomFrom(7);
  const pages: PageText[] = [];
  let items: string[] = [];
  let size = 0;
  const close = () => {
    const bytes = Buffer.from(items.join(','));
    const marks: number[] = [];
    for (let at = bytes.indexOf(bucketMark); at >= 0; at = bytes.indexOf(bucketMark, at + 2)) {
      marks.push(at);
    }
    pages.push({ bytes, marks });
    items = [];
    size = 0;
  };
  for (let i = 0; i < customers; i += 1) {
    const item: Item = keptCustomer(customer(i, asOf, random), {});
    const whole = sizeOf(item);
    if (size + whole > pageBytes) close();
    items.push(wireText(sentOf(item, only)));
    size += whole;
  }
  close();
  return pages;
}

/** The pages of so many buckets, as whole answers. */
export function pagesOf(texts: readonly PageText[], buckets: number): Buffer[] {
  return Array.from({ length: buckets }, (_, bucket) =>
    texts.map((page) =>
      Buffer.from(`{"Items":[${pageOf(page, String(bucket)).toString('latin1')}]}`),
    ),
  ).flat();
}

/** The items of a page as those of one bucket. */
export function pageOf({ bytes, marks }: PageText, bucket: string): Buffer {
  const page = Buffer.from(bytes);
  for (const mark of marks) page.write(bucket.padStart(2, '0'), mark);
  return page;
}

function sentOf(item: Item, only: ReadonlySet<string>): Item {
  return Object.fromEntries(Object.entries(item).filter(([name]) => only.has(name)));
}

function customer(index: number, asOf: number, random: () => number): CustomerItem {
  const customerId = `7${bucketMark}${String(index).padStart(10, '0')}`;
  const count = orderCount(random);
  const rows = Array.from({ length: count }, (_, n) => order(index, n, asOf, random));
  const since = asOf - 30 * daySeconds;
  const held = { since, cause: 'order', orderId: '5123456789012' } as const;
  return {
    pk: `S#bench.myshopify.com#P#${bucketMark}`,
    sk: `C#${customerId}`,
    customerId,
    rev: 1 + count,
    ledger: packLedger(rows),
    chunks: 0,
    totals: foldLedger(rows, { asOf, calendar }),
    classes: {
      segment: { ...held, value: 'loyal', from: 'active' },
      level: { ...held, value: 'B', from: 'C' },
      abc: { since, cause: 'time', value: 'B', from: null, orderId: null },
      lifecycle: { since, cause: 'time', value: 'regular', from: null, orderId: null },
    },
    tags: index % 3 === 0 ? { newsletter: { on: true, at: asOf * 1000 } } : {},
    consent: { email: { state: 'subscribed', at: asOf } },
    shopSays: { orders: count, spentMinor: 100 * count, at: asOf },
    createdAt: asOf - 1_000 * daySeconds,
    updatedAt: asOf,
    // A sealed name, address and telephone number are about as long.
    personal: new Uint8Array(160).fill(index % 251),
    mergedInto: null,
    redactedAt: null,
    deletedAt: null,
  };
}

function order(index: number, n: number, asOf: number, random: () => number): LedgerRow {
  const placedAt = asOf - Math.floor(random() * 1_000 * daySeconds);
  const line = () => ({
    productId: String(8_100_000_000_000 + Math.floor(random() * 500)),
    quantity: 1,
    netMinor: Math.floor(500 + 4_000 * random()),
  });
  return rowOf({
    orderId: String(5_000_000_000_000 + index * 1_000 + n),
    name: `#${String(1_000 + index)}`,
    customerId: null,
    updatedAt: placedAt + 60,
    placedAt,
    cancelledAt: null,
    kind: 'order',
    payment: 'paid',
    totalMinor: Math.floor(500 + 9_000 * random() * random()),
    refunds: random() < 0.05 ? [{ refundId: `8${String(index)}`, at: asOf - 500, minor: 100 }] : [],
    discountMinor: random() < 0.25 ? 500 : 0,
    codes: random() < 0.2 ? ['WELCOME10'] : [],
    flags: [],
    channel: 'web',
    lines: [line(), line()],
  });
}
