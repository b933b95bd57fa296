import type { Calendar } from '../customers/calendar.ts';
import { type Columns, idAt } from '../segments/columns.ts';
import type { OrderColumns } from '../segments/orderColumns.ts';
import { markOf, type Moment } from './backtestMoments.ts';
import { type Budget, emptyBudget, exhausted, minus, monthOf, plus, shareOf } from './budget.ts';
import { type Coupon, dueOf, reservedCoupon } from './coupon.ts';
import { expired, issued } from './couponChange.ts';
import { candidateOf, occasionOf, type RuleCustomer } from './decision.ts';
import { type Candidate, type Exclusion, exclusionOf } from './eligibility.ts';
import { reserveOf, type Rule } from './rule.ts';
import { calledBy } from './trigger.ts';

/** A coupon the rule would have given. */
export interface PastCoupon {
  moment: Moment;
  customerId: string;
  /** Most it could have cost, within the month's limit; null for a percentage. Minor units. */
  ceilingMinor: number | null;
}

export interface PastDecisions {
  given: PastCoupon[];
  /** How many changes came to nothing, by the first reason. */
  excluded: Map<Exclusion, number>;
}

export interface PastYear {
  /** In order of time. */
  moments: readonly Moment[];
  /** The condition's answer for each. */
  whoAt: (moment: number) => Candidate['who'];
  columns: Columns;
  orders: OrderColumns;
  calendar: Calendar;
}

/**
 * What an active rule would have decided at each change of a past year, by the functions that decide
 * live. Nobody redeems: a coupon is open until it expires, then its money goes back to the month.
 */
export function decideYear(rule: Rule, year: PastYear): PastDecisions {
  const till = new PastTill(rule, year.calendar);
  const excluded = new Map<Exclusion, number>();
  const given: PastCoupon[] = [];
  year.moments.forEach((moment, at) => {
    const customerId = idAt(year.columns, moment.customer);
    if (!calledBy(rule, markOf(moment, customerId))) return;
    const outcome = till.offer(customerOf(moment, customerId, year), moment, year.whoAt(at));
    if (typeof outcome === 'string') excluded.set(outcome, (excluded.get(outcome) ?? 0) + 1);
    else given.push({ moment, customerId, ceilingMinor: outcome.ceilingMinor });
  });
  return { given, excluded };
}

function customerOf(
  { kind, at, row, customer }: Moment,
  customerId: string,
  { columns, orders }: PastYear,
): RuleCustomer {
  return {
    customerId,
    gone: false,
    lifecycle: kind === 'large-order' ? null : { value: kind, since: at },
    lastOrderAt: orders.placedAt[row] ?? null,
    historyIncomplete: columns.historyIncomplete[customer] === 1,
  };
}

/** What of a coupon later decisions ask: a million whole ones would be gigabytes. */
interface Held {
  customer: number;
  occasion: string;
  state: Coupon['state'];
  period: string;
  closesAt: number;
}

/** The coupons of one rule and the months' budgets, in memory instead of in the table. */
class PastTill {
  private readonly rule: Rule;
  private readonly calendar: Calendar;
  private readonly budgets = new Map<string, Budget>();
  private readonly promisedMinor = new Map<string, number>();
  private readonly byCustomer = new Map<number, Held[]>();
  /** Those still open, oldest first: all of a rule are open for the same time. */
  private readonly open: Held[] = [];
  private firstOpen = 0;
  /** What any coupon of the rule adds to its month when given, and when it expires unused. */
  private readonly givenShare: Budget;
  private readonly closedShare: Budget;
  /** Seconds from the decision until it is closed. */
  private readonly openSeconds: number;
  private month = { day: NaN, period: '' };

  constructor(rule: Rule, calendar: Calendar) {
    this.rule = rule;
    this.calendar = calendar;
    const key = { customerId: '', ruleId: rule.ruleId, occasion: '' };
    const any = issued(reservedCoupon(rule, key, '', '', { now: 0, wallMs: 0 }), '', 0);
    const due = dueOf(any);
    this.openSeconds = due !== null && 'close' in due ? due.close : Infinity;
    this.givenShare = shareOf(any);
    this.closedShare = minus(shareOf(expired(any, this.openSeconds)), this.givenShare);
  }

  offer(
    customer: RuleCustomer,
    moment: Moment,
    who: Candidate['who'],
  ): Exclusion | { ceilingMinor: number | null } {
    this.closeUntil(moment.at);
    const { rule } = this;
    const orderId = moment.kind === 'large-order' ? String(moment.row) : null;
    // The moment itself is what calls for it.
    const occasion = occasionOf(rule, customer, orderId) ?? '';
    const had = this.byCustomer.get(moment.customer) ?? none;
    const candidate = candidateOf(customer, orderId, had, who);
    if (had.some((coupon) => coupon.occasion === occasion)) candidate.hadCoupon = true;
    const reason = exclusionOf(rule, candidate, moment.at);
    if (reason !== null) return reason;
    const period = this.periodOf(moment);
    const budget = this.budgets.get(period) ?? emptyBudget;
    const limit = exhausted(rule, budget);
    if (limit !== null) return limit;
    this.budgets.set(period, plus(budget, this.givenShare));
    const closesAt = moment.at + this.openSeconds;
    const held: Held = { customer: moment.customer, occasion, state: 'issued', period, closesAt };
    if (had.length === 0) this.byCustomer.set(moment.customer, [held]);
    else this.byCustomer.get(moment.customer)?.push(held);
    this.open.push(held);
    return { ceilingMinor: this.ceilingOf(period) };
  }

  /** Within a month no more can be spent than its budget, however many coupons expire meanwhile. */
  private ceilingOf(period: string): number | null {
    if (this.rule.offer.kind === 'percentage') return null;
    const before = this.promisedMinor.get(period) ?? 0;
    const room = (this.rule.budgetMinor ?? Infinity) - before;
    const ceilingMinor = Math.max(0, Math.min(reserveOf(this.rule), room));
    this.promisedMinor.set(period, before + ceilingMinor);
    return ceilingMinor;
  }

  private periodOf({ at, day }: Moment): string {
    if (this.month.day !== day) this.month = { day, period: monthOf(at, this.calendar) };
    return this.month.period;
  }

  private closeUntil(at: number): void {
    for (
      let next = this.open[this.firstOpen];
      next !== undefined && next.closesAt < at;
      next = this.open[this.firstOpen]
    ) {
      next.state = 'expired';
      const budget = this.budgets.get(next.period) ?? emptyBudget;
      this.budgets.set(next.period, plus(budget, this.closedShare));
      this.firstOpen += 1;
    }
  }
}

const none: readonly Held[] = [];
