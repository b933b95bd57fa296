import { calendarOf } from '../customers/calendar.ts';
import { deleteDueChange, listDueChanges, type DueChange } from '../customers/dueMarkStore.ts';
import type { DueMark } from '../customers/dueMark.schema.ts';
import { isEligible } from '../customers/fold.ts';
import { bucketCount } from '../platform/keys.ts';
import { momentOf } from './coupon.ts';
import type { Desk } from './desk.ts';
import { offerTo, type OfferOutcome } from './offerTo.ts';
import { settleOrder } from './redeem.ts';
import type { Rule } from './rule.ts';
import { readOrderRow, readRuleCustomer } from './ruleCustomer.ts';
import { calledBy } from './trigger.ts';
import type { Who } from './who.ts';

export interface MarksReport {
  marks: number;
  /** Marks left for the next run, because something failed. */
  failed: number;
  settled: number;
  outcomes: Partial<Record<OfferOutcome, number>>;
  /** How many each rule keeps back because its condition is held. */
  keptBack: Map<string, number>;
}

/** Buckets read side by side. */
const atOnce = 8;

/**
 * Acts on every change the rules have yet to look at: reserves and sends on their way the coupons
 * it calls for, settles what was redeemed, then takes its marks away. Crashing anywhere loses
 * nothing and repeats nothing: what was done is found done.
 */
export async function consumeDueMarks(
  shop: string,
  timeZone: string,
  who: Who,
  desk: Desk,
): Promise<MarksReport> {
  const keptBack = new Map<string, number>();
  const report: MarksReport = { marks: 0, failed: 0, settled: 0, outcomes: {}, keptBack };
  const buckets = Array.from({ length: bucketCount }, (_, bucket) => bucket);
  const calendar = calendarOf(timeZone);

  async function work(): Promise<void> {
    for (let bucket = buckets.pop(); bucket !== undefined; bucket = buckets.pop()) {
      for await (const changes of listDueChanges(desk.table, shop, bucket)) {
        // Read after the changes: a rule activated since then came after these changes.
        const rules = await desk.rules.list(shop);
        for (const change of changes) await consumeChange(change, rules);
      }
    }
  }

  async function consumeChange(change: DueChange, rules: readonly Rule[]): Promise<void> {
    let dealtWith = true;
    for (const mark of change.marks) {
      report.marks += 1;
      dealtWith = (await consumeOne(mark, rules)) && dealtWith;
    }
    if (dealtWith) await deleteDueChange(desk.table, change);
  }

  async function consumeOne(mark: DueMark, rules: readonly Rule[]): Promise<boolean> {
    try {
      return await act(mark, rules);
    } catch (error) {
      report.failed += 1;
      const fault = error instanceof Error ? error.name : 'unknown';
      desk.log.warn('coupons.mark.fault', { shop, kind: mark.kind, fault });
      return false;
    }
  }

  /** True: the mark is dealt with. */
  async function act(mark: DueMark, rules: readonly Rule[]): Promise<boolean> {
    if (mark.kind === 'redeemed') {
      const order = await readOrderRow(desk.table, shop, mark.orderId);
      report.settled += await settleOrder(shop, mark.orderId, mark.codes, order, desk);
      return true;
    }
    let dealtWith = true;
    for (const rule of rules.filter((one) => calledBy(one, mark))) {
      const outcome = await offer(rule, mark);
      report.outcomes[outcome] = (report.outcomes[outcome] ?? 0) + 1;
      if (outcome === 'held') keptBack.set(rule.ruleId, (keptBack.get(rule.ruleId) ?? 0) + 1);
      if (outcome === 'ruleChanged' || outcome === 'held') dealtWith = false;
    }
    return dealtWith;
  }

  async function offer(
    rule: Rule,
    mark: Exclude<DueMark, { kind: 'redeemed' }>,
  ): Promise<OfferOutcome> {
    const orderId = mark.kind === 'large-order' ? mark.orderId : null;
    if (orderId !== null && !(await standsSince(orderId, rule.activatedAt ?? 0))) {
      return 'noLongerDue';
    }
    const customer = await readRuleCustomer(desk.table, shop, mark.customerId);
    return offerTo(shop, rule, customer, orderId, { ...desk, calendar, who });
  }

  /** An order that was undone, or reported late from before the rule was active, earns nothing. */
  async function standsSince(orderId: string, activatedAt: number): Promise<boolean> {
    const order = await readOrderRow(desk.table, shop, orderId);
    const { now } = momentOf(desk.clock);
    return order !== undefined && order.placedAt >= activatedAt && isEligible(order, now);
  }

  await Promise.all(Array.from({ length: atOnce }, work));
  return report;
}
