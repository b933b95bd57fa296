import { calendarOf } from '../../functions/customers/calendar.ts';
import { openCouponIndex } from '../../functions/coupons/couponIndexStore.ts';
import {
  type Budget,
  budgetFields,
  emptyBudget,
  plus,
  shareOf,
} from '../../functions/coupons/budget.ts';
import type { Coupon } from '../../functions/coupons/coupon.ts';
import { openCouponStore } from '../../functions/coupons/couponStore.ts';
import type { RuleInput } from '../../functions/coupons/coupons.schema.ts';
import { issueCoupons } from '../../functions/coupons/issue.ts';
import type { RuleCustomer } from '../../functions/coupons/decision.ts';
import { type Rule, termsOf } from '../../functions/coupons/rule.ts';
import { activatedRule, draftRule } from '../../functions/coupons/ruleChange.ts';
import { openRuleStore } from '../../functions/coupons/ruleStore.ts';
import type { Desk } from '../../functions/coupons/desk.ts';
import { openAskedQueries } from '../../functions/segments/askedQueries.ts';
import { defaultSettings } from '../../functions/shops/settings.schema.ts';
import { openShopStore } from '../../functions/shops/store.ts';
import type { Table, Write } from '../../functions/platform/dynamo.ts';
import { keys } from '../../functions/platform/keys.ts';
import { vaultFromKey } from '../../functions/platform/vault.ts';
import { ShopShelf } from './shopShelf.ts';

export const shop = 'one.myshopify.com';
export const calendar = calendarOf('Europe/London');
/** 2026-11-15T12:00:00Z */
export const noon = 1_794_744_000;
export const daySeconds = 86_400;

/** A clock that moves only when told. */
export class TestClock {
  now = noon;
  wall = noon * 1000;
  businessMs = () => this.now * 1000;
  wallMs = () => this.wall;
}

export const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A queue that keeps what it is sent until `take`. */
export class Tray {
  readonly bodies: string[] = [];
  send = (body: string): Promise<void> => {
    this.bodies.push(body);
    return Promise.resolve();
  };
}

export function tell(at: string, coupon: Coupon, instant: number): Write {
  const id = `coupon-${coupon.code}-${coupon.state}`;
  return {
    do: 'put',
    item: { ...keys.timeline(at, coupon.customerId, String(instant), id), code: coupon.code },
  };
}

/** Everything from decision to issue over one table, with a shop that can be made to fail. */
export function counterOver(table: Table, clock = new TestClock(), shelf = new ShopShelf()) {
  const tray = new Tray();
  const coupons = openCouponStore(table);
  const rules = openRuleStore(table);
  const vault = vaultFromKey(new Uint8Array(32).fill(7));
  const deps = {
    coupons,
    couponIndex: openCouponIndex(table),
    rules,
    discounts: shelf,
    issueQueue: tray,
    vault,
    clock,
    calendar,
    log: silent,
    tell,
    who: () => Promise.resolve('in' as const),
  };
  const issue = issueCoupons(deps);
  return {
    ...deps,
    shelf,
    tray,
    /** Delivers what is on the tray until it is empty or nothing moves; answers the messages left. */
    async drain(rounds = 20): Promise<number> {
      for (let round = 0; round < rounds && tray.bodies.length > 0; round += 1) {
        const batch = tray.bodies
          .splice(0)
          .map((body, n) => ({ id: String(n), body, attempt: round + 1 }));
        const { failed } = await issue(batch);
        tray.bodies.push(...batch.filter(({ id }) => failed.includes(id)).map(({ body }) => body));
      }
      return tray.bodies.length;
    },
  };
}

/** The counter as a desk; a shop in London whose customers were never computed. */
export function deskOf(table: Table, counter: Counter, over: Partial<Desk> = {}): Desk {
  return {
    ...counter,
    table,
    shops: openShopStore(table),
    snapshots: { open: () => Promise.resolve(null) },
    goods: { open: () => Promise.resolve([]) },
    fieldsRead: () => Promise.resolve({ fields: [], since: 0 }),
    population: () => Promise.resolve(null),
    queries: openAskedQueries({
      table,
      snapshots: { open: () => Promise.resolve(null) },
      clock: counter.clock,
      suddenGrowth: () => Promise.resolve(defaultSettings.suddenGrowth),
    }),
    ...over,
  };
}

export type Counter = ReturnType<typeof counterOver>;

export function ruleInput(over: Partial<RuleInput> = {}): RuleInput {
  return {
    name: 'Wake up',
    trigger: 'wake-up',
    who: '',
    offer: { kind: 'amount', amount: '10.00' },
    minimumSubtotal: null,
    expiryDays: 30,
    budgetAmount: '100.00',
    budgetCount: null,
    deadlineDays: null,
    codePrefix: 'HI',
    ...over,
  };
}

/** An active rule, kept. */
export async function activeRule(
  counter: Pick<Counter, 'rules'>,
  over: Partial<RuleInput> = {},
  ruleId = 'r1',
): Promise<Rule> {
  const draft = draftRule(ruleId, termsOf(ruleInput(over), 'GBP'), noon - 10 * daySeconds);
  await counter.rules.write(shop, activatedRule(draft, noon - daySeconds, 0));
  return (await counter.rules.read(shop, ruleId))!;
}

export function overdueCustomer(n: number, over: Partial<RuleCustomer> = {}): RuleCustomer {
  return {
    customerId: String(7000 + n),
    gone: false,
    lifecycle: { value: 'overdue', since: noon - 100 },
    lastOrderAt: noon - 95 * daySeconds,
    historyIncomplete: false,
    ...over,
  };
}

/** What the month's budget says, and what its coupons come to when they are added up. */
export async function bothBooks(
  counter: Pick<Counter, 'rules' | 'couponIndex' | 'coupons'>,
  ruleId = 'r1',
): Promise<{ kept: Budget; counted: Budget; coupons: Coupon[] }> {
  const months = await counter.rules.budgets(shop, ruleId);
  const kept = months.reduce((sum, { budget }) => plus(sum, budget), emptyBudget);
  const given = await counter.couponIndex.given(shop, ruleId);
  const coupons: Coupon[] = [];
  for (const key of given) coupons.push((await counter.coupons.read(shop, key))!);
  const counted = coupons.map(shareOf).reduce(plus, emptyBudget);
  return { kept, counted, coupons };
}

export const fields = budgetFields;
