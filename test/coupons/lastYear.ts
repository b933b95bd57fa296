import { applyOrder } from '../../functions/customers/applyOrder.ts';
import { calendarOf } from '../../functions/customers/calendar.ts';
import type { OrderFact } from '../../functions/customers/orderFact.ts';
import { openDesk } from '../../functions/coupons/desk.ts';
import type { RuleInput } from '../../functions/coupons/coupons.schema.ts';
import { termsOf } from '../../functions/coupons/rule.ts';
import { activatedRule, draftRule } from '../../functions/coupons/ruleChange.ts';
import { runCoupons } from '../../functions/coupons/run.ts';
import { classPlacing } from '../../functions/intake/classPlacing.ts';
import type { Objects } from '../../functions/platform/objects.ts';
import { recompute } from '../../functions/segments/recompute.ts';
import { openGoods } from '../../functions/segments/groups/goodsFile.ts';
import { openHistories, type History } from '../../functions/segments/histories.ts';
import { openSnapshots } from '../../functions/segments/snapshot.ts';
import { readRun } from '../../functions/segments/store.ts';
import { defaultSettings } from '../../functions/shops/settings.schema.ts';
import { openShopStore } from '../../functions/shops/store.ts';
import { memoryTable } from '../simulation/memoryTable.ts';
import { counterOver, daySeconds, ruleInput, shop, silent, TestClock } from './counter.ts';

export const timeZone = 'America/New_York';
export const calendar = calendarOf(timeZone);
/** A rhythm is known early, so that boundaries move while the shop is watched. */
export const settings = {
  ...defaultSettings,
  lifecycle: {
    fixed: { t50: 15, t80: 25, t95: 40 },
    winBackDays: 60,
    rhythm: { ...defaultSettings.lifecycle.rhythm, leastGaps: 40, leastHistoryDays: 60 },
  },
  largeOrder: { ...defaultSettings.largeOrder, fromOrders: 20 },
};

/** Something that reaches the shop: an order as it is from that second on. */
export interface Arrival {
  at: number;
  fact: OrderFact;
}

export interface Given {
  customerId: string;
  at: number;
  reservedMinor: number;
  occasion: string;
}

function inMemory(): Objects {
  const files = new Map<string, Uint8Array>();
  return {
    put: (key, bytes) => Promise.resolve(void files.set(key, bytes)),
    putNew: (key, bytes) => {
      if (files.has(key)) return Promise.resolve('there');
      files.set(key, bytes);
      return Promise.resolve('kept');
    },
    get: (key) => Promise.resolve(files.get(key)),
    delete: (key) => Promise.resolve(void files.delete(key)),
    async *list(prefix) {
      await Promise.resolve();
      for (const key of [...files.keys()].sort()) if (key.startsWith(prefix)) yield key;
    },
  };
}

/**
 * A shop as it lived: every night a run of the classes, after it and after each arrival the coupons,
 * with the clock moved to each. Rules become active at the first of the days. Answers what each
 * gave, and the shop as the last run left it.
 */
export async function live(
  arrivals: readonly Arrival[],
  rules: readonly Partial<RuleInput>[],
  days: { firstDay: number; lastDay: number },
): Promise<{ given: Given[][]; history: History }> {
  const table = memoryTable();
  const clock = new TestClock();
  const objects = inMemory();
  const shops = openShopStore(table);
  await shops.write({
    shop,
    name: 'One',
    currency: 'GBP',
    timeZone,
    locale: 'en',
    installedAtMs: 1,
    uninstalledAtMs: null,
    scopes: [],
    token: null,
    rev: 0,
  });
  await shops.writeSettings(shop, settings, 0);
  const snapshots = openSnapshots(
    objects,
    async (of) => (await readRun(table, of))?.version ?? null,
  );
  const counter = counterOver(table, clock);
  const opened = openDesk({
    ...counter,
    table,
    shops,
    snapshots,
    goods: openGoods(objects, snapshots),
    fieldsRead: () => Promise.resolve({ fields: [], since: 0 }),
    clock,
    log: silent,
  });
  // That a condition suddenly finds many waits for a person, whom a trial does not have.
  const desk = { ...opened, queries: { ...opened.queries, held: () => Promise.resolve(null) } };
  const setTo = (at: number) => {
    clock.now = at;
    clock.wall = Math.max(clock.wall, at * 1000);
  };
  const night = async (day: number) => {
    setTo(calendar.startOf(day));
    const of = { shop, timeZone, currency: 'GBP', settings };
    await recompute(of, 'nightly', { table, objects, clock, leases: shops, log: silent });
  };
  const coupons = async () => {
    await runCoupons(shop, desk);
    await counter.drain();
  };
  const arrive = async ({ at, fact }: Arrival) => {
    setTo(at);
    const run = await readRun(table, shop);
    const basis = run?.basis ?? null;
    const context = { calendar, basis, asOf: at, origin: 'live' as const, ours: async () => [] };
    await applyOrder(table, shop, fact, classPlacing(context));
  };
  const during = (day: number) =>
    arrivals.filter(({ at }) => calendar.dayOf(at) === day).sort((a, b) => a.at - b.at);

  for (const one of [...arrivals].sort((a, b) => a.at - b.at)) {
    if (calendar.dayOf(one.at) < days.firstDay - 1) await arrive(one);
  }
  await night(days.firstDay - 1);
  for (const one of during(days.firstDay - 1)) await arrive(one);
  setTo(calendar.startOf(days.firstDay) - 1);
  await coupons();
  setTo(calendar.startOf(days.firstDay));
  for (const [index, over] of rules.entries()) {
    const terms = termsOf(ruleInput(over), 'GBP');
    const draft = draftRule(`r${String(index)}`, terms, clock.now);
    await desk.rules.write(shop, activatedRule(draft, clock.now, 0));
  }
  for (let { firstDay: day } = days; day <= days.lastDay; day += 1) {
    await night(day);
    await coupons();
    for (const one of during(day)) {
      setTo(one.at);
      // What expired before is closed by then, as the clockwork would have done.
      if (one.fact.updatedAt > one.fact.placedAt) await coupons();
      await arrive(one);
      if (table.items().some(({ pk }) => pk.includes('#D#'))) await coupons();
    }
    setTo(calendar.startOf(day + 1) - 1);
    await coupons();
  }
  const of = { shop, timeZone, currency: 'GBP', settings };
  await recompute(of, 'nightly', { table, objects, clock, leases: shops, log: silent });
  const history = await openHistories(objects, snapshots).open(shop);
  const given = await Promise.all(
    rules.map(async (_, index) => {
      const keys = await desk.couponIndex.given(shop, `r${String(index)}`);
      const kept = await Promise.all(keys.map((key) => desk.coupons.read(shop, key)));
      return kept
        .map((coupon) => ({
          customerId: coupon!.customerId,
          at: coupon!.decidedAt,
          reservedMinor: coupon!.reservedMinor,
          occasion: coupon!.occasion,
        }))
        .sort((a, b) => a.at - b.at || Number(a.customerId) - Number(b.customerId));
    }),
  );
  return { given, history: history! };
}

/** Buyers with rhythms of their own, of whom some undo an order later; the same for a seed. */
export function arrivalsOf(
  seed: number,
  customers: number,
  lastDay: number,
  length: number,
): Arrival[] {
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const arrivals: Arrival[] = [];
  let order = 1;
  for (let n = 0; n < customers; n += 1) {
    const every = 4 + random() * 30;
    const isCompany = random() < 0.1;
    let at = calendar.startOf(lastDay - length) + Math.floor(random() * every * daySeconds);
    for (; calendar.dayOf(at) <= lastDay; at += Math.ceil(random() * 2 * every * daySeconds)) {
      const fact: OrderFact = {
        orderId: String(order),
        name: null,
        customerId: String(7000 + n),
        updatedAt: at,
        placedAt: at,
        cancelledAt: null,
        kind: 'order',
        payment: 'paid',
        totalMinor: 1000 + Math.floor(random() * 9000),
        refunds: [],
        discountMinor: 0,
        codes: [],
        flags: isCompany ? ['wholesale'] : random() < 0.08 ? ['subscription'] : [],
        channel: 'web',
        lines: [],
      };
      order += 1;
      arrivals.push({ at, fact });
      const undone = random();
      if (undone > 0.12) continue;
      const later = at + Math.ceil(random() * 25 * daySeconds);
      if (calendar.dayOf(later) > lastDay) continue;
      const change =
        undone < 0.06
          ? { cancelledAt: later }
          : { refunds: [{ refundId: '1', at: later, minor: fact.totalMinor }] };
      arrivals.push({ at: later, fact: { ...fact, ...change, updatedAt: later } });
      // Away for a while after that.
      at = later;
    }
  }
  return arrivals;
}
