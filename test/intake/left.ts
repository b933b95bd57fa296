import { ScanCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { contributionMinor } from '../../functions/customers/fold.ts';
import type { LedgerRow } from '../../functions/customers/ledgerRow.ts';
import { openPerson } from '../../functions/customers/person.ts';
import { pointerOf } from '../../functions/customers/pointerStore.ts';
import { timelinePage } from '../../functions/admin/timelineView.ts';
import { vault, type Desk } from './intakeDesk.ts';

/** An order as kept: what the file says of it in one line. Amounts in minor units. */
export interface OrderLeft {
  /** Whose: a customer's id, or "guest". */
  of: string;
  name: string | null;
  total: number;
  refunds: number[];
  payment: string;
  /** Whether it counts, and if not why; the word of the timeline. */
  status: string;
  /** What it adds to net spend. */
  adds: number;
  discount: number;
  codes: string[];
  flags: string[];
  channel: string | null;
  /** Net of each line. */
  lines: number[];
}

/** A customer as kept. */
export interface CustomerLeft {
  orders: number;
  netMinor: number;
  /** What is known of the person; unknown parts left out. */
  person: Record<string, string>;
  tags: string[];
  consent: Record<string, string>;
  shopSays: { orders: number; spentMinor: number } | null;
  gone: boolean;
  mergedInto?: string;
}

/** All a shop's deliveries left behind in the table. */
export interface Left {
  orders: Record<string, OrderLeft>;
  customers: Record<string, CustomerLeft>;
  deleted: string[];
  /** Ids of orders to be read again at the shop. */
  asked: string[];
}

const rowsOf = async (client: DynamoDBClient, TableName: string, shop: string) => {
  const { Items = [] } = await client.send(
    new ScanCommand({
      TableName,
      ConsistentRead: true,
      FilterExpression: 'begins_with(pk, :shop)',
      ExpressionAttributeValues: { ':shop': { S: `S#${shop}#` } },
    }),
  );
  return Items.map((item) => unmarshall(item));
};

export async function leftBy(desk: Desk, client: DynamoDBClient, table: string): Promise<Left> {
  const left: Left = { orders: {}, customers: {}, deleted: [], asked: [...desk.asked] };
  const asOf = desk.clock.seconds;
  for (const item of await rowsOf(client, table, desk.shop)) {
    const sk = String(item['sk']);
    if (sk.startsWith('O#')) {
      const { orderId, owner } = pointerOf({ pk: '', sk, ...item });
      if (owner.is === 'deleted') left.deleted.push(orderId);
      if (owner.is === 'guest') left.orders[orderId] = orderLeft('guest', owner.row, asOf);
    }
    if (!/^C#[^#]+$/.test(sk) || item['rev'] === undefined) continue;
    const { item: kept, rows } = await desk.customer(sk.slice(2));
    for (const row of rows) left.orders[row.orderId] = orderLeft(kept.customerId, row, asOf);
    const person = openPerson(vault, desk.shop, kept.customerId, kept.personal);
    const known = Object.entries(person).flatMap(([name, value]: [string, unknown]) =>
      typeof value === 'string' ? [[name, value] as const] : [],
    );
    const { shopSays } = kept;
    left.customers[kept.customerId] = {
      orders: kept.totals.orders,
      netMinor: kept.totals.netMinor,
      person: Object.fromEntries(known),
      tags: Object.keys(kept.tags)
        .filter((tag) => kept.tags[tag]?.on === true)
        .sort(),
      consent: Object.fromEntries(
        Object.entries(kept.consent).map(([channel, told]) => [channel, told?.state ?? '']),
      ),
      shopSays: shopSays && { orders: shopSays.orders, spentMinor: shopSays.spentMinor },
      gone: kept.deletedAt !== null,
      ...(kept.mergedInto === null ? {} : { mergedInto: kept.mergedInto }),
    };
  }
  return left;
}

function orderLeft(of: string, row: LedgerRow, asOf: number): OrderLeft {
  const { entries } = timelinePage({ rows: [row], kept: [], currency: 'USD', asOf }, 10, null);
  const shown = entries.find((entry) => entry.kind === 'order');
  return {
    of,
    name: row.name,
    total: row.totalMinor,
    refunds: row.refunds.map(({ minor }) => minor),
    payment: row.payment,
    status: shown?.kind === 'order' ? shown.status : 'later',
    adds: contributionMinor(row, asOf),
    discount: row.discountMinor,
    codes: row.codes,
    flags: row.flags,
    channel: row.channel,
    lines: row.lines.map(({ netMinor }) => netMinor),
  };
}
