import { dateOfDay } from '../customers/calendar.ts';
import { nameOf, openPerson } from '../customers/person.ts';
import { readCustomers } from '../customers/store.ts';
import { instantOf, moneyOf } from '../platform/apiValue.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Histories, History } from '../segments/histories.ts';
import type { ClassSettings } from '../segments/run.schema.ts';
import { decideYear, type PastCoupon, type PastDecisions } from './backtest.ts';
import type { Backtest } from './backtest.schema.ts';
import { boughtAnyway, weeksOf } from './backtestSums.ts';
import { pastAsked, whoAtMoments } from './backtestWho.ts';
import { momentOf } from './coupon.ts';
import type { RuleInput } from './coupons.schema.ts';
import type { Desk } from './desk.ts';
import { openPastMoments, type PastMoments } from './pastMoments.ts';
import { type Rule, termsOf } from './rule.ts';
import { draftRule } from './ruleChange.ts';
import { ruleAt, shopOf } from './ruleAt.ts';

export interface BacktestDeps {
  desk: Desk;
  histories: Histories;
}

const sampleSize = 10;
/** Each costs as much as the trial itself. */
const mostOthers = 5;

/** A rule not kept yet, on the shop's own last year. Nothing is sent or written. */
export async function backtestInput(
  shop: string,
  input: RuleInput,
  deps: BacktestDeps,
): Promise<Backtest> {
  const { currency } = await shopOf(shop, deps.desk);
  const terms = termsOf(input, currency);
  return backtestRule(shop, draftRule('trial', terms, momentOf(deps.desk.clock).now), deps);
}

/** The same for a kept rule, as it is or as it would be with other terms. */
export async function backtestKept(
  shop: string,
  ruleId: string,
  input: RuleInput | null,
  deps: BacktestDeps,
): Promise<Backtest> {
  const rule = await ruleAt(shop, ruleId, deps.desk);
  const terms = input === null ? {} : termsOf(input, rule.currency);
  return backtestRule(shop, { ...rule, ...terms }, deps);
}

async function backtestRule(shop: string, rule: Rule, deps: BacktestDeps): Promise<Backtest> {
  const { desk, histories } = deps;
  const history = await histories.open(shop);
  if (history === null) {
    throw new Refusal(
      'unavailable',
      'The classes have not been computed yet: wait until the history is loaded.',
      { why: 'noRunYet' },
    );
  }
  const { settings } = await desk.shops.readSettings(shop);
  const year = new TrialYear(shop, history, settings, desk);
  const { decisions, asToday } = await year.decide(rule);
  const others = (await desk.rules.list(shop)).filter(
    ({ ruleId, state }) => ruleId !== rule.ruleId && state !== 'draft',
  );
  return {
    ...sumsOf(rule, decisions, history, year.past),
    overlap: await overlapOf(decisions, others.slice(0, mostOthers), year),
    sample: await sampleOf(shop, decisions.given, history, desk),
    asToday,
  };
}

/** A shop's last year, to be asked about several rules. */
class TrialYear {
  readonly past: PastMoments;
  private readonly shop: string;
  private readonly history: History;
  private readonly settings: ClassSettings;
  private readonly desk: Desk;

  constructor(shop: string, history: History, settings: ClassSettings, desk: Desk) {
    this.shop = shop;
    this.history = history;
    this.settings = settings;
    this.desk = desk;
    this.past = openPastMoments(history, settings);
  }

  async decide(rule: Rule): Promise<{ decisions: PastDecisions; asToday: string[] }> {
    const { history, settings, past } = this;
    const query = await this.desk.queries.read(this.shop, rule.who, 'who');
    const asked = pastAsked(query, history.columns.count);
    // First, because a million moments kept alive meanwhile would be gone over with every morning.
    if (asked.ranked) past.cutoffs().on(past.days.lastDay);
    const moments = past.of(rule.trigger);
    const answers =
      query.kind === 'all'
        ? null
        : whoAtMoments(query, moments, asked, { history, settings, ...past });
    const activatedAt = past.calendar.startOf(past.days.firstDay);
    const decisions = decideYear(
      { ...rule, state: 'active', activatedAt },
      {
        moments,
        whoAt: (moment) => (answers === null ? 'in' : (answers[moment] ?? 'undecided')),
        columns: history.columns,
        orders: history.orders,
        calendar: past.calendar,
      },
    );
    return { decisions, asToday: asked.asToday };
  }
}

function sumsOf(
  rule: Rule,
  { given, excluded }: PastDecisions,
  { orders, meta }: History,
  { days }: PastMoments,
): Omit<Backtest, 'overlap' | 'sample' | 'asToday'> {
  const money = (minor: number) => moneyOf(minor, rule.currency);
  const hasCeiling = rule.offer.kind === 'amount';
  const ceiling = (minor: number) => (hasCeiling ? money(minor) : null);
  const weeks = weeksOf(given, days);
  const anyway = boughtAnyway(given, rule, orders, meta.asOf);
  const first = orders.day.reduce((least, day) => Math.min(least, day), days.lastDay);
  return {
    from: dateOfDay(days.firstDay),
    to: dateOfDay(days.lastDay),
    historyDays: Math.min(days.lastDay - days.firstDay + 1, days.lastDay - first + 1),
    coupons: given.length,
    customers: peopleOf(given).size,
    costCeiling: ceiling(weeks.reduce((sum, { ceilingMinor }) => sum + ceilingMinor, 0)),
    weeks: weeks.map(({ from, coupons, ceilingMinor }) => ({
      from,
      coupons,
      costCeiling: ceiling(ceilingMinor),
    })),
    excluded: [...excluded].map(([reason, count]) => ({ reason, count })),
    anyway: {
      days: rule.expiryDays,
      coupons: anyway.coupons,
      revenue: money(anyway.revenueMinor),
      discount: money(anyway.discountMinor),
    },
  };
}

function peopleOf(given: readonly PastCoupon[]): Set<number> {
  return new Set(given.map(({ moment }) => moment.customer));
}

async function overlapOf(
  { given }: PastDecisions,
  others: readonly Rule[],
  year: TrialYear,
): Promise<Backtest['overlap']> {
  const people = peopleOf(given);
  const overlap: Backtest['overlap'] = [];
  for (const { ruleId: id, name, ...terms } of others) {
    try {
      const { decisions } = await year.decide({ ruleId: id, name, ...terms });
      const customers = [...peopleOf(decisions.given)].filter((one) => people.has(one)).length;
      overlap.push({ id, name, customers });
    } catch (error) {
      // What cannot be asked of the past is left out; its own trial says so.
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return overlap;
}

/** Some of them, evenly over the year. */
async function sampleOf(
  shop: string,
  given: readonly PastCoupon[],
  { orders }: History,
  { table, vault }: Desk,
): Promise<Backtest['sample']> {
  const size = Math.min(sampleSize, given.length);
  const shown = Array.from(
    { length: size },
    (_, n) => given[Math.floor((n * given.length) / size)],
  ).flatMap((one) => (one === undefined ? [] : [one]));
  const ids = [...new Set(shown.map(({ customerId }) => customerId))];
  const customers = await readCustomers(table, shop, ids);
  const names = new Map(
    customers.map(({ item }) => [
      item.customerId,
      nameOf(openPerson(vault, shop, item.customerId, item.personal)),
    ]),
  );
  return shown.map(({ customerId, moment }) => ({
    id: customerId,
    name: names.get(customerId) ?? null,
    on: dateOfDay(moment.day),
    lastOrderAt: instantOf(orders.placedAt[moment.row] ?? 0),
  }));
}
