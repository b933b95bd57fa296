import type { Write } from '../platform/dynamo.ts';
import type { CustomerItem, Totals } from './customer.schema.ts';
import type { DueMark } from './dueMark.schema.ts';
import { dueMarkWrites } from './dueMarkStore.ts';
import { rowOrder, type LedgerRow } from './ledgerRow.ts';
import { redactedRow } from './redactedRow.ts';
import { customerWrites, type Customer, type CustomerChange } from './store.ts';
import type { ClassChange } from './timeline.ts';
import { classChangeWrites } from './timelineStore.ts';

/** One customer's ledger about to change: from what, to what, by which orders. */
export interface LedgerChange {
  before: Customer;
  /** The whole ledger after it. */
  rows: LedgerRow[];
  /**
   * Each order's row here before and after; null: it was not or will not be here. `elsewhere`: as
   * another customer held it until now.
   */
  orders: { held: LedgerRow | null; row: LedgerRow | null; elsewhere?: LedgerRow | null }[];
}

/** What follows from a change and is kept with it, in one transaction. */
export interface Placement {
  totals: Totals;
  classes: CustomerItem['classes'];
  entries: ClassChange[];
  marks: DueMark[];
}

/** A change of who a customer is, with the look-ups that lead to them, kept in one transaction. */
export interface ProfileChange {
  item: CustomerChange['item'];
  writes: Write[];
}

/** What the customers' file does not know itself: classes, and marks for rules. */
export interface Placing {
  place(change: LedgerChange): Placement | Promise<Placement>;
  /** For an order nobody is known to have placed, at the revision its pointer will have. */
  placeGuest(
    order: { held: LedgerRow | null; row: LedgerRow | null },
    rev: number,
  ): DueMark[] | Promise<DueMark[]>;
  /** Called before a state is kept that shares its second with another: the shop must be asked. */
  onTie?(): Promise<void>;
  /** Further changes to the customer of an order, such as who they are. */
  profile?(customer: Customer): Promise<ProfileChange>;
}

/** The writes of one customer's change, and the marks among them. */
export interface PlacedChange {
  writes: Write[];
  marks: DueMark[];
  after: Customer;
}

/** Puts in, replaces or takes out rows of one customer; the revision is raised either way. */
export async function placeChange(
  shop: string,
  customer: Customer,
  orders: LedgerChange['orders'],
  placing: Placing,
): Promise<PlacedChange> {
  const touched = new Set(orders.map(({ held, row }) => (row ?? held)?.orderId));
  const rows = customer.rows.filter((one) => !touched.has(one.orderId));
  const erased = customer.item.redactedAt !== null;
  for (const { row } of orders) if (row !== null) rows.push(erased ? redactedRow(row) : row);
  rows.sort(rowOrder);
  const placement = await placing.place({ before: customer, rows, orders });
  const arriving = orders.some(({ row }) => row !== null);
  const profile = arriving ? await placing.profile?.(customer) : undefined;
  const { totals, classes, entries, marks } = placement;
  const change = { item: { ...profile?.item, totals, classes }, rows };
  const placed = changeWrites(shop, customer, change, entries, marks);
  return { ...placed, writes: [...placed.writes, ...(profile?.writes ?? [])] };
}

/** A customer's change with the timeline entries and marks that belong to it. */
export function changeWrites(
  shop: string,
  customer: Customer,
  change: CustomerChange,
  entries: readonly ClassChange[],
  marks: readonly DueMark[],
): PlacedChange {
  const { customerId, rev } = customer.item;
  const { writes, after } = customerWrites(shop, customer, change);
  return {
    after,
    marks: [...marks],
    writes: [
      ...writes,
      ...classChangeWrites(shop, customerId, entries, rev + 1),
      ...dueMarkWrites(shop, marks),
    ],
  };
}
