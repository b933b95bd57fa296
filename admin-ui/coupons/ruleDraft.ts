import type { RuleInput, RuleView, Trigger } from '../../functions/coupons/coupons.schema.ts';
import { parseQuery } from '../../functions/segments/query/parse.ts';
import { minorDigits } from '../i18n/money.ts';

/** A rule while it is typed: every field is the text in its input. */
export interface RuleDraft {
  name: string;
  trigger: Trigger;
  who: string;
  kind: 'percentage' | 'amount';
  percent: string;
  amount: string;
  minimum: string;
  expiryDays: string;
  deadlineDays: string;
  codePrefix: string;
  budgetAmount: string;
  budgetCount: string;
}
export type DraftField = keyof RuleDraft;

/** What is wrong with a field; the words are in the locale files. */
export type DraftFault =
  | 'nameMissing'
  | 'query'
  | 'percent'
  | 'amount'
  | 'amountOptional'
  | 'minimumBelow'
  | 'days'
  | 'count'
  | 'prefix'
  | 'budgetBelow';
export type DraftFaults = Partial<Record<DraftField, DraftFault>>;

export const maxExpiryDays = 365;
export const maxDeadlineDays = 3650;

const recipes = {
  'wake-up': { percent: '10', expiryDays: '21', budgetCount: '100', codePrefix: 'HELLO' },
  'win-back': { percent: '15', expiryDays: '30', budgetCount: '50', codePrefix: 'BACK' },
  'large-order': { percent: '10', expiryDays: '60', budgetCount: '50', codePrefix: 'THANKS' },
} as const satisfies Record<Trigger, Partial<RuleDraft>>;

/** A recipe's draft, named in the merchant's language. */
export function draftFor(trigger: Trigger, name: string, who = ''): RuleDraft {
  return {
    name,
    trigger,
    who,
    kind: 'percentage',
    amount: '',
    minimum: '',
    deadlineDays: trigger === 'win-back' ? '180' : '',
    budgetAmount: '',
    ...recipes[trigger],
  };
}

/** An existing rule as text. */
export function draftOf(rule: RuleView): RuleDraft {
  const text = (value: number | null) => (value === null ? '' : String(value));
  return {
    name: rule.name,
    trigger: rule.trigger,
    who: rule.who,
    kind: rule.offer.kind,
    percent: rule.offer.kind === 'percentage' ? String(rule.offer.percent) : '',
    amount: rule.offer.kind === 'amount' ? rule.offer.amount.amount : '',
    minimum: rule.minimumSubtotal?.amount ?? '',
    expiryDays: String(rule.expiryDays),
    deadlineDays: text(rule.deadlineDays),
    codePrefix: rule.codePrefix,
    budgetAmount: rule.budget.cap?.amount ?? '',
    budgetCount: text(rule.budget.countCap),
  };
}

/** Everything wrong with a draft, by field; empty: it can be saved. */
export function faultsOf(draft: RuleDraft, currency: string): DraftFaults {
  return { ...termFaults(draft), ...moneyFaults(draft, currency) };
}

function termFaults(draft: RuleDraft): DraftFaults {
  const faults: DraftFaults = {};
  if (draft.name.trim() === '') faults.name = 'nameMissing';
  if (!parseQuery(draft.who).ok) faults.who = 'query';
  if (wholeOf(draft.expiryDays, maxExpiryDays) === null) faults.expiryDays = 'days';
  if (!/^[A-Z0-9]{0,8}$/.test(draft.codePrefix)) faults.codePrefix = 'prefix';
  if (draft.budgetCount.trim() !== '' && wholeOf(draft.budgetCount, 1_000_000) === null) {
    faults.budgetCount = 'count';
  }
  if (draft.trigger === 'win-back' && wholeOf(draft.deadlineDays, maxDeadlineDays) === null) {
    faults.deadlineDays = 'days';
  }
  return faults;
}

function moneyFaults(draft: RuleDraft, currency: string): DraftFaults {
  const percentage = draft.kind === 'percentage';
  const off = percentage ? null : amountOf(draft.amount, currency);
  const minimum = optionalFault(draft.minimum, off, currency, 'minimumBelow');
  const budget = optionalFault(draft.budgetAmount, off, currency, 'budgetBelow');
  return {
    ...(percentage && wholeOf(draft.percent, 100) === null && { percent: 'percent' }),
    ...(!percentage && off === null && { amount: 'amount' }),
    ...(minimum !== null && { minimum }),
    ...(!percentage && budget !== null && { budgetAmount: budget }),
  };
}

/** What is wrong with an amount that may be left empty but not be below the coupon itself. */
function optionalFault(
  text: string,
  off: bigint | null,
  currency: string,
  below: DraftFault,
): DraftFault | null {
  if (text.trim() === '') return null;
  const amount = amountOf(text, currency);
  if (amount === null) return 'amountOptional';
  return off !== null && amount < off ? below : null;
}

/** A draft without faults as the API wants it. A percentage takes no money limit: it has no ceiling. */
export function inputOf(draft: RuleDraft): RuleInput {
  const optional = (text: string) => (text.trim() === '' ? null : text.trim());
  const whole = (text: string) => (text.trim() === '' ? null : Number(text));
  return {
    name: draft.name.trim(),
    trigger: draft.trigger,
    who: draft.who.trim(),
    offer:
      draft.kind === 'percentage'
        ? { kind: 'percentage', percent: Number(draft.percent) }
        : { kind: 'amount', amount: draft.amount.trim() },
    minimumSubtotal: optional(draft.minimum),
    expiryDays: Number(draft.expiryDays),
    budgetAmount: draft.kind === 'amount' ? optional(draft.budgetAmount) : null,
    budgetCount: whole(draft.budgetCount),
    deadlineDays: draft.trigger === 'win-back' ? whole(draft.deadlineDays) : null,
    codePrefix: draft.codePrefix,
  };
}

/** Whether a rule has an end to its cost, without which it cannot be switched on. */
export function hasLimit(draft: RuleDraft): boolean {
  return (
    draft.budgetCount.trim() !== '' || (draft.kind === 'amount' && draft.budgetAmount.trim() !== '')
  );
}

/** A whole number from 1 to `max`, or null. */
function wholeOf(text: string, max: number): number | null {
  const number = Number(text);
  return /^\d{1,7}$/.test(text.trim()) && number >= 1 && number <= max ? number : null;
}

/**
 * Minor units of an amount typed with at most the currency's decimals, above zero; null: it is
 * not one. A bigint, because a merchant may type more digits than a number holds.
 */
function amountOf(text: string, currency: string): bigint | null {
  const digits = minorDigits(currency);
  const match = /^(\d{1,15})(?:\.(\d+))?$/.exec(text.trim());
  const decimals = match?.[2] ?? '';
  if (match === null || decimals.length > digits) return null;
  const minor = BigInt((match[1] ?? '') + decimals.padEnd(digits, '0'));
  return minor > 0n ? minor : null;
}
