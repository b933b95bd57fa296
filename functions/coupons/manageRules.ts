import { changedFields, noteAudit } from '../platform/auditLog.ts';
import { Refusal } from '../platform/refusal.ts';
import type { HeldBack } from '../segments/segments.schema.ts';
import { momentOf } from './coupon.ts';
import type { RuleInput, RuleView } from './coupons.schema.ts';
import type { Desk } from './desk.ts';
import { fallOf } from './fallOf.ts';
import { monthOf } from './budget.ts';
import { calendarOf } from '../customers/calendar.ts';
import { type Rule, termsOf } from './rule.ts';
import { activatedRule, draftRule, editedRule, pausedRule, sendRequested } from './ruleChange.ts';
import { ruleAt, shopOf } from './ruleAt.ts';
import { sendWaiting } from './sendWaiting.ts';
import { ruleView } from './shown.ts';

/** Whose change it is. */
export interface By {
  shop: string;
  userId: string;
}

/** How long a call may go on sending before the rest is left to the next run. */
const callMs = 15_000;
const patience = 5;
const audited = [
  'name',
  'state',
  'trigger',
  'who',
  'offer',
  'minimumMinor',
  'expiryDays',
  'budgetMinor',
  'budgetCount',
  'deadlineDays',
  'codePrefix',
] as const satisfies readonly (keyof Rule)[];

export async function listRules(shop: string, desk: Desk): Promise<RuleView[]> {
  const [rules, months, period] = await Promise.all([
    desk.rules.list(shop),
    desk.rules.budgets(shop),
    periodOf(shop, desk),
  ]);
  const held = await desk.queries.lastHeld(
    shop,
    rules.map(({ who }) => who),
  );
  return rules.map((rule, at) =>
    ruleView(rule, months, period, rule.who === '' ? null : (held[at] ?? null)),
  );
}

export async function showRule(shop: string, ruleId: string, desk: Desk): Promise<RuleView> {
  const rule = await ruleAt(shop, ruleId, desk);
  const months = await desk.rules.budgets(shop, ruleId);
  return ruleView(rule, months, await periodOf(shop, desk), await heldOf(shop, rule, desk));
}

/** A rule starts as a draft. The same `ruleId` again finds the rule the first call made. */
export async function createRule(
  by: By,
  ruleId: string,
  input: RuleInput,
  desk: Desk,
): Promise<RuleView> {
  const { currency } = await shopOf(by.shop, desk);
  const terms = termsOf(input, currency);
  await desk.queries.read(by.shop, terms.who, 'who');
  const rule = draftRule(ruleId, terms, momentOf(desk.clock).now);
  await desk.rules.write(by.shop, rule, auditOf('rule.create', by, {}, rule, desk));
  return showRule(by.shop, ruleId, desk);
}

export async function editRule(
  by: By,
  ruleId: string,
  input: RuleInput,
  desk: Desk,
): Promise<RuleView> {
  const { currency } = await shopOf(by.shop, desk);
  const terms = termsOf(input, currency);
  await desk.queries.read(by.shop, terms.who, 'who');
  await changeRule('rule.edit', by, ruleId, (rule) => editedRule(rule, terms), desk);
  return showRule(by.shop, ruleId, desk);
}

/** Sends nothing: those already due are counted and wait to be looked at. */
export async function activateRule(by: By, ruleId: string, desk: Desk): Promise<RuleView> {
  const rule = await ruleAt(by.shop, ruleId, desk);
  const alreadyDue = await countDue(by.shop, rule, desk);
  const { now } = momentOf(desk.clock);
  await changeRule('rule.activate', by, ruleId, (one) => activatedRule(one, now, alreadyDue), desk);
  return showRule(by.shop, ruleId, desk);
}

export async function pauseRule(by: By, ruleId: string, desk: Desk): Promise<RuleView> {
  await changeRule('rule.pause', by, ruleId, pausedRule, desk);
  return showRule(by.shop, ruleId, desk);
}

/** That many is right (null: however many): what the rule's condition held back is sent from the next run on. */
export async function acceptGrowth(
  by: By,
  ruleId: string,
  count: number | null,
  desk: Desk,
): Promise<RuleView> {
  const rule = await ruleAt(by.shop, ruleId, desk);
  await desk.queries.accept(by.shop, rule.who, count);
  const audit = auditOf('rule.accept', by, rule, rule, desk);
  await noteAudit(desk.table, by.shop, audit);
  return showRule(by.shop, ruleId, desk);
}

/** Sends once to those already due, within the budget. */
export async function sendToWaiting(
  by: By,
  ruleId: string,
  desk: Desk,
): Promise<{ issued: number }> {
  const { now } = momentOf(desk.clock);
  const rule = await changeRule('rule.send', by, ruleId, (one) => sendRequested(one, now), desk);
  if (rule.waiting.requestedAt === null) return { issued: 0 };
  const issued = await sendWaiting(by.shop, rule, desk.clock.wallMs() + callMs, desk);
  return { issued };
}

async function heldOf(shop: string, { who }: Rule, desk: Desk): Promise<HeldBack | null> {
  return who === '' ? null : desk.queries.held(shop, who);
}

/** Already due, whatever the budget holds; 0 before the first run. */
export async function countDue(shop: string, rule: Rule, desk: Desk): Promise<number> {
  const { timeZone } = await shopOf(shop, desk);
  const population = await desk.population(shop);
  if (population === null) return 0;
  return (await fallOf(shop, rule, population, timeZone, desk)).due.length;
}

async function changeRule(
  action: string,
  by: By,
  ruleId: string,
  change: (rule: Rule) => Rule,
  desk: Desk,
): Promise<Rule> {
  for (let attempt = 0; attempt < patience; attempt += 1) {
    const before = await ruleAt(by.shop, ruleId, desk);
    const after = change(before);
    if (after === before) return before;
    const audit = auditOf(action, by, before, after, desk);
    if ((await desk.rules.write(by.shop, after, audit)) === 'kept') {
      return { ...after, rev: after.rev + 1 };
    }
  }
  throw new Refusal('conflict', 'The rule is being changed by someone else: reload and try again.');
}

function auditOf(action: string, by: By, before: Partial<Rule>, after: Rule, desk: Desk) {
  const changes = changedFields<Rule>(before, after, audited);
  const atMs = desk.clock.wallMs();
  return { atMs, userId: by.userId, action, subject: `rule/${after.ruleId}`, changes };
}

async function periodOf(shop: string, desk: Desk): Promise<string> {
  const { timeZone } = await shopOf(shop, desk);
  return monthOf(momentOf(desk.clock).now, calendarOf(timeZone));
}
