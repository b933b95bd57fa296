import { LedgerCursor } from '../customers/ledgerCursor.ts';
import type { LedgerRow } from '../customers/ledgerRow.ts';
import type { ListedCustomer, ListedReader } from '../customers/listedStore.ts';
import { WireCustomer } from '../customers/wireCustomer.ts';
import type { Columns } from './columns.ts';
import { ColumnsBuilder } from './columnsBuilder.ts';
import type { FigureTime } from './figures.ts';
import { noTraits, type TraitsOf } from './groups/traits.ts';
import { isListed, listingOf } from './listing.ts';
import type { OrderColumns } from './orderColumns.ts';
import { OrderColumnsBuilder } from './orderColumnsBuilder.ts';
import { staffRule, standingOf, type CountingSettings, type Standing } from './standing.ts';
import { TagStanding } from './tagStanding.ts';

/** Puts a shop's customers and their ledgers into columns, in any order: in place where it can. */
export class ShopBuilder implements ListedReader {
  readonly item = new WireCustomer();
  private readonly ledger = new LedgerCursor();
  private readonly customers = new ColumnsBuilder();
  private readonly orders: OrderColumnsBuilder;
  private readonly tags: TagStanding;
  private readonly isStaffs: Standing['isLeftOut'];
  private readonly settings: CountingSettings;
  private readonly today: number;
  private readonly traitsOf: TraitsOf | null;

  constructor(
    { asOf, calendar }: FigureTime,
    settings: CountingSettings,
    traitsOf: TraitsOf | null,
  ) {
    this.orders = new OrderColumnsBuilder(calendar);
    this.tags = new TagStanding(settings);
    this.isStaffs = staffRule(false, settings.staff);
    this.settings = settings;
    this.today = calendar.dayOf(asOf);
    this.traitsOf = traitsOf;
  }

  inPlace(): boolean {
    const { item, ledger } = this;
    ledger.open(item.ledger.bytes, item.ledger.length);
    if (!item.isListed) return this.orders.addWalkIns(ledger, this.isStaffs);
    const orders = this.orders.addLedger(ledger, this.tags.of(item.tags));
    if (orders === null) return false;
    // More than we may see, as of any customer whose history is incomplete.
    this.customers.listAt(item, item.shopOrders > orders, this.traits());
    return true;
  }

  whole(customer: ListedCustomer): void {
    const { item, rows } = customer;
    if (!isListed(customer)) {
      for (const row of rows) this.walkIn(row);
      return;
    }
    const standing = standingOf(item, rows, this.settings);
    const traits = this.traitsOf?.(item, this.today) ?? noTraits;
    this.customers.list({ ...listingOf(customer), traits }, standing.historyIncomplete);
    this.orders.addCustomer(rows, standing);
  }

  /** A sale without a customer. */
  walkIn(row: LedgerRow): void {
    this.orders.addWalkIn(row, this.isStaffs?.(row) === true);
  }

  done(): { columns: Columns; orders: OrderColumns } {
    const { columns, position } = this.customers.done();
    return { columns, orders: this.orders.done(position) };
  }

  private traits() {
    const { item } = this;
    if (this.traitsOf === null) return noTraits;
    const createdAt = Number.isNaN(item.createdAt) ? null : item.createdAt;
    const sealed = { customerId: item.id(), personal: item.personal(), createdAt };
    return this.traitsOf(sealed, this.today);
  }
}
