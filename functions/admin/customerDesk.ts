import { openCouponStore } from '../coupons/couponStore.ts';
import { calendarOf } from '../customers/calendar.ts';
import { findLikelySame } from '../customers/likenessStore.ts';
import { nameOf, openPerson } from '../customers/person.ts';
import { isGone } from '../customers/profile.ts';
import { readMerged, type Customer } from '../customers/store.ts';
import { listTimeline } from '../customers/timelineStore.ts';
import type { TimelineEntry as KeptEntry } from '../customers/timeline.ts';
import type { Table } from '../platform/dynamo.ts';
import { moneyOf } from '../platform/apiValue.ts';
import { Refusal } from '../platform/refusal.ts';
import { pastDayOf } from '../segments/pastDay.ts';
import { classOn } from '../segments/pastShops.ts';
import { standingOf } from '../segments/standing.ts';
import { readRun } from '../segments/store.ts';
import type { ShopRecord } from '../shops/shop.schema.ts';
import type { ShopStore } from '../shops/store.ts';
import type { CustomerDeskDeps } from './customerDeskDeps.ts';
import { customerFile, shopifyUrlOf } from './customerFile.ts';
import { listCustomers } from './customerList.ts';
import type {
  CustomerFile,
  CustomerList,
  CustomerListQuery,
  DuplicateList,
  Timeline,
} from './customers.schema.ts';
import { timelinePage } from './timelineView.ts';

export interface CustomerDesk {
  list(shop: string, query: CustomerListQuery): Promise<CustomerList>;
  /** As of now, or of a past day of the shop's calendar (YYYY-MM-DD). */
  file(shop: string, customerId: string, on?: string): Promise<CustomerFile>;
  timeline(
    shop: string,
    customerId: string,
    page: { cursor: string | null; on?: string | undefined },
  ): Promise<Timeline>;
  /** Who may be the same person. */
  duplicates(shop: string, customerId: string): Promise<DuplicateList>;
}

const timelineLimit = 100;
const keptPage = 250;

/** Customers as staff see them; another shop's customer is not there at all. */
export function openCustomerDesk(deps: CustomerDeskDeps): CustomerDesk {
  const { table, shops, vault } = deps;
  const asOfNow = () => Math.floor(deps.clock.businessMs() / 1000);
  return {
    async list(shop, query) {
      return listCustomers(await installed(shops, shop), query, deps);
    },
    async file(shop, customerId, on) {
      const [record, { settings }, customer, run, snapshot] = await Promise.all([
        installed(shops, shop),
        shops.readSettings(shop),
        existing(table, shop, customerId),
        readRun(table, shop),
        deps.snapshots.open(shop),
      ]);
      const { item } = customer;
      const calendar = calendarOf(record.timeZone);
      const day = on === undefined ? null : pastDayOf(on, calendar, asOfNow());
      const parts = {
        customer,
        person: openPerson(vault, shop, item.customerId, item.personal),
        coupons: await openCouponStore(table).ofCustomer(shop, item.customerId),
        settings,
        shop: record,
        calendar,
        model: run?.basis.model ?? null,
      };
      if (day === null || day.isToday) {
        const cutoffs = run?.basis.cutoffs ?? null;
        const medians = snapshot?.meta.totals ?? null;
        const standard = heldStandard(customer);
        return customerFile({ ...parts, standard, cutoffs, medians, asOf: asOfNow(), past: null });
      }
      const past = await deps.pastShops.on(shop, day.date, asOfNow());
      return customerFile({
        ...parts,
        standard: past === null ? null : classOn(past, 'standard', item.customerId),
        cutoffs: past?.cutoffs ?? null,
        medians: past?.medians ?? null,
        asOf: day.asOf,
        past: { date: day.date, kept: await allEntries(table, shop, item.customerId) },
      });
    },
    async timeline(shop, customerId, { cursor, on }) {
      const [record, { settings }, customer] = await Promise.all([
        installed(shops, shop),
        shops.readSettings(shop),
        existing(table, shop, customerId),
      ]);
      const { item, rows } = customer;
      const kept = await allEntries(table, shop, item.customerId);
      const { isLeftOut } = standingOf(item, rows, settings);
      const calendar = calendarOf(record.timeZone);
      const asOf = on === undefined ? asOfNow() : pastDayOf(on, calendar, asOfNow()).asOf;
      const parts = { rows, kept, currency: record.currency, asOf, isLeftOut };
      return timelinePage(parts, timelineLimit, cursor);
    },
    async duplicates(shop, customerId) {
      const [record, customer] = await Promise.all([
        installed(shops, shop),
        existing(table, shop, customerId),
      ]);
      const likely = await findLikelySame(table, vault, shop, customer);
      const customers = likely.map(({ customer: { item }, person, by }) => ({
        id: item.customerId,
        name: nameOf(person),
        by,
        orders: item.totals.orders,
        netSpent: moneyOf(item.totals.netMinor, record.currency),
        shopifyUrl: shopifyUrlOf(shop, item.customerId),
      }));
      return { customers };
    },
  };
}

function heldStandard({ item }: Customer): string | null {
  return item.classes.standard?.value ?? null;
}

async function installed(shops: ShopStore, shop: string): Promise<ShopRecord> {
  const record = await shops.read(shop);
  if (record === undefined) {
    throw new Refusal('notFound', 'This shop has not installed Clientele: open it from its admin.');
  }
  return record;
}

/** Follows merges; who was deleted or redacted is not there any more. */
async function existing(table: Table, shop: string, customerId: string): Promise<Customer> {
  const customer = await readMerged(table, shop, customerId);
  if (customer.item.rev === 0 || isGone(customer.item)) {
    throw new Refusal('notFound', 'There is no such customer in this shop.');
  }
  return customer;
}

async function allEntries(table: Table, shop: string, customerId: string): Promise<KeptEntry[]> {
  const entries: KeptEntry[] = [];
  let cursor: string | null = null;
  do {
    const page = await listTimeline(table, shop, customerId, { limit: keptPage, cursor });
    entries.push(...page.entries);
    cursor = page.cursor;
  } while (cursor !== null);
  return entries;
}
