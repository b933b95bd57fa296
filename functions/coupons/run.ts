import { Refusal } from '../platform/refusal.ts';
import { momentOf } from './coupon.ts';
import { consumeDueMarks, type MarksReport } from './consumeDueMarks.ts';
import type { Desk } from './desk.ts';
import { countDue } from './manageRules.ts';
import type { Rule } from './rule.ts';
import { sendWaiting } from './sendWaiting.ts';
import { sweepCoupons } from './sweep.ts';
import { awaitedClass } from './trigger.ts';
import { whoNow } from './who.ts';

export interface CouponsReport extends Omit<MarksReport, 'keptBack'> {
  /** Decided for those already due, where somebody asked to send. */
  sentToWaiting: number;
  /** Sent again because they never arrived. */
  resent: number;
  expired: number;
}

/** How long one run may go on sending to those waiting; the next one carries on. */
const sendMs = 60_000;

/** The `coupons` job of one shop: changes, those waiting, what was lost, what is over. */
export async function runCoupons(shop: string, desk: Desk): Promise<CouponsReport | null> {
  const record = await desk.shops.read(shop);
  if (record === undefined || record.uninstalledAtMs !== null) return null;
  const consumed = await consumeDueMarks(shop, record.timeZone, whoNow(record, desk), desk);
  const { keptBack, ...marks } = consumed;
  await noteKeptBack(shop, keptBack, desk);
  const sentToWaiting = await sendToAll(shop, desk);
  const swept = await sweepCoupons(shop, desk);
  return { ...marks, sentToWaiting, ...swept };
}

/** Only a number on a page: should the rule change meanwhile, the next run notes it again. */
async function noteKeptBack(
  shop: string,
  keptBack: ReadonlyMap<string, number>,
  { rules }: Desk,
): Promise<void> {
  for (const rule of await rules.list(shop)) {
    const count = keptBack.get(rule.ruleId) ?? 0;
    if (count !== rule.keptBack) await rules.write(shop, { ...rule, keptBack: count });
  }
}

/** Carries on sends that were asked for, and counts anew who waits elsewhere. */
async function sendToAll(shop: string, desk: Desk): Promise<number> {
  const untilWallMs = momentOf(desk.clock).wallMs + sendMs;
  let sent = 0;
  for (const rule of await desk.rules.list(shop)) {
    if (rule.state !== 'active' || awaitedClass[rule.trigger] === null) continue;
    if (rule.waiting.requestedAt !== null) {
      sent += await sendWaiting(shop, rule, untilWallMs, desk);
    } else if (rule.waiting.sentAt === null) {
      const count = await dueOrHeld(shop, rule, desk);
      if (count === null || count === rule.waiting.count) continue;
      // Only a number on a page: should the rule change meanwhile, the next run counts again.
      await desk.rules.write(shop, { ...rule, waiting: { ...rule.waiting, count } });
    }
  }
  return sent;
}

/** Null: its condition cannot be read, which the rule says itself; the others are counted all the same. */
async function dueOrHeld(shop: string, rule: Rule, desk: Desk): Promise<number | null> {
  try {
    return await countDue(shop, rule, desk);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
