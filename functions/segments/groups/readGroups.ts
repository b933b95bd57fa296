import type { Calendar } from '../../customers/calendar.ts';
import { NumberList } from '../numberList.ts';
import { isMarked, isSale, rowMinor, rowsOf, type OrderColumns } from '../orderColumns.ts';
import { emptyGroups, type GroupColumns, type ListedColumn } from './groupColumns.ts';
import { Favourites, usual } from './favourites.ts';
import type { Shelf } from './shelf.ts';
import { UsualSizes } from './usualSizes.ts';

/** A favourite is something one came back for. */
const fewestOrders = 2;
/** Orders before a usual day or hour is spoken of, and how many of them must be then. */
const fewestTimes = 3;
const fewestAtOne = 2;
/** Vendors the shop must sell before buying of one says anything. */
const fewestVendors = 3;

/**
 * The groups of every customer of these orders by what, where and when they bought, as of an
 * instant (epoch seconds); country and region are not in a ledger. Money is what lines cost after
 * discounts: a refund names no line, so it takes nothing off a taste.
 */
export function readGroups(
  orders: OrderColumns,
  shelf: Shelf,
  time: { asOf: number; calendar: Pick<Calendar, 'hourOf'> },
): GroupColumns {
  const customers = orders.rowOffsets.length - 1;
  const groups = emptyGroups(customers);
  const reader = new GroupReader(orders, shelf, time, groups);
  for (let customer = 0; customer < customers; customer += 1) reader.read(customer);
  reader.done();
  return groups;
}

/** Reads customers one after another with the same memory. */
class GroupReader {
  private readonly orders: OrderColumns;
  private readonly shelf: Shelf;
  private readonly asOf: number;
  private readonly calendar: Pick<Calendar, 'hourOf'>;
  private readonly groups: GroupColumns;
  private readonly type: Favourites;
  private readonly vendor: Favourites;
  private readonly tag: Favourites;
  private readonly title: Favourites;
  private readonly channel: Favourites;
  private readonly sizes: UsualSizes;
  private readonly weekdays = new Int32Array(7);
  private readonly hours = new Int32Array(24);
  /** The customer who was seen to buy each product last. */
  private readonly seenBy: Int32Array;
  private readonly lists: Record<keyof GroupColumns['lists'], NumberList>;

  constructor(
    orders: OrderColumns,
    shelf: Shelf,
    { asOf, calendar }: { asOf: number; calendar: Pick<Calendar, 'hourOf'> },
    groups: GroupColumns,
  ) {
    this.orders = orders;
    this.shelf = shelf;
    this.asOf = asOf;
    this.calendar = calendar;
    this.groups = groups;
    this.type = new Favourites(shelf.type.names);
    this.vendor = new Favourites(shelf.vendor.names);
    this.tag = new Favourites(shelf.tags.names);
    this.title = new Favourites(shelf.title.names);
    this.channel = new Favourites(orders.channelNames);
    this.sizes = new UsualSizes(orders, shelf);
    this.seenBy = new Int32Array(orders.productIds.length).fill(-1);
    this.lists = {
      boughtTypes: new NumberList(),
      boughtVendors: new NumberList(),
      boughtProducts: new NumberList(),
      usualSizes: new NumberList(),
    };
  }

  read(customer: number): void {
    const { orders, groups } = this;
    const { from, to } = rowsOf(orders, customer);
    let sales = 0;
    let own = 0;
    const early = { known: false, products: 0 };
    for (let row = from; row < to; row += 1) {
      if (!isSale(orders, row, this.asOf)) continue;
      sales += 1;
      this.channel.add(orders.channel[row] ?? -1, row, rowMinor(orders, row, this.asOf));
      if (!isMarked(orders, row, 'renewal')) {
        own += 1;
        this.when(row);
      }
      this.lines(customer, row, early);
    }
    groups.names.favouriteType.codes[customer] = this.type.bySpend(fewestOrders);
    groups.names.favouriteVendor.codes[customer] = this.vendor.bySpend(fewestOrders);
    groups.names.favouriteTag.codes[customer] = this.tag.bySpend(fewestOrders);
    groups.names.channel.codes[customer] = this.channel.byOrders(1);
    groups.names.usualSize.codes[customer] = this.sizes.usual();
    if (own >= fewestTimes) {
      groups.weekday[customer] = usual(this.weekdays, fewestAtOne);
      groups.hour[customer] = usual(this.hours, fewestAtOne);
    }
    if (this.shelf.vendors >= fewestVendors && sales >= fewestOrders) {
      groups.vendorShare[customer] = this.vendor.share() ?? NaN;
    }
    if (early.known) groups.earlyProducts[customer] = early.products;
    this.list('boughtTypes', customer, this.type.met());
    this.list('boughtVendors', customer, this.vendor.met());
    this.list('boughtProducts', customer, this.title.met());
    this.list('usualSizes', customer, this.sizes.usualByType());
    this.clear(own > 0);
  }

  /** Words of the shelf are the words of the columns. */
  done(): void {
    const { groups, shelf, orders, lists } = this;
    groups.names.favouriteType.names = shelf.type.names;
    groups.names.favouriteVendor.names = shelf.vendor.names;
    groups.names.favouriteTag.names = shelf.tags.names;
    groups.names.usualSize.names = this.sizes.names;
    groups.names.channel.names = orders.channelNames;
    groups.lists.boughtTypes.names = shelf.type.names;
    groups.lists.boughtVendors.names = shelf.vendor.names;
    groups.lists.boughtProducts.names = shelf.title.names;
    groups.lists.usualSizes.names = this.sizes.typedNames;
    const fill = (to: ListedColumn, from: NumberList) => {
      to.codes = Int32Array.from(from.done());
    };
    fill(groups.lists.boughtTypes, lists.boughtTypes);
    fill(groups.lists.boughtVendors, lists.boughtVendors);
    fill(groups.lists.boughtProducts, lists.boughtProducts);
    fill(groups.lists.usualSizes, lists.usualSizes);
  }

  /** Renewals come by themselves: their day and hour are nobody's habit. */
  private when(row: number): void {
    const weekday = weekdayOf(this.orders.day[row] ?? 0);
    const hour = this.calendar.hourOf(this.orders.placedAt[row] ?? 0);
    this.weekdays[weekday] = (this.weekdays[weekday] ?? 0) + 1;
    this.hours[hour] = (this.hours[hour] ?? 0) + 1;
  }

  private lines(customer: number, row: number, early: { known: boolean; products: number }): void {
    const { orders, shelf } = this;
    const end = orders.lineOffsets[row + 1] ?? 0;
    for (let line = orders.lineOffsets[row] ?? 0; line < end; line += 1) {
      const product = orders.lineProduct[line] ?? -1;
      if (product < 0) continue;
      const minor = orders.lineNetMinor[line] ?? 0;
      this.type.add(shelf.type.codes[product] ?? -1, row, minor);
      this.vendor.add(shelf.vendor.codes[product] ?? -1, row, minor);
      this.title.add(shelf.title.codes[product] ?? -1, row, minor);
      this.sizes.add(line, row);
      const tagEnd = shelf.tagOffsets[product + 1] ?? 0;
      for (let tag = shelf.tagOffsets[product] ?? 0; tag < tagEnd; tag += 1) {
        this.tag.add(shelf.tags.codes[tag] ?? -1, row, minor);
      }
      if (this.seenBy[product] === customer) continue;
      this.seenBy[product] = customer;
      this.firstOf(product, row, early);
    }
  }

  private firstOf(product: number, row: number, early: { known: boolean; products: number }): void {
    const { orders, shelf } = this;
    const at = shelf.earlyAt[product] ?? 0;
    const day = shelf.earlyDay[product] ?? -1;
    if (at === 0 && day < 0) return;
    early.known = true;
    if ((orders.placedAt[row] ?? 0) <= at || (orders.day[row] ?? 0) <= day) early.products += 1;
  }

  private list(
    column: keyof GroupColumns['lists'],
    customer: number,
    codes: readonly number[],
  ): void {
    const list = this.lists[column];
    for (const code of codes) list.push(code);
    this.groups.lists[column].offsets[customer + 1] = list.size;
  }

  private clear(timed: boolean): void {
    for (const one of [this.type, this.vendor, this.tag, this.title, this.channel]) one.clear();
    this.sizes.clear();
    if (!timed) return;
    this.weekdays.fill(0);
    this.hours.fill(0);
  }
}

/** Monday is 0; day 0 of the calendar was a Thursday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}
