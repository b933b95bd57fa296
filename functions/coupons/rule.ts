import { z } from 'zod';
import { parseMinor } from '../platform/money.ts';
import { Refusal } from '../platform/refusal.ts';
import { offerSchema, ruleStateSchema, triggerSchema, type RuleInput } from './coupons.schema.ts';

/** A rule as kept. Money is minor units of `currency`; instants are epoch seconds of business time. */
export const ruleSchema = z.object({
  ruleId: z.string(),
  rev: z.number().int(),
  /** Raised by every edit; coupons remember theirs. */
  version: z.number().int(),
  state: ruleStateSchema,
  name: z.string(),
  trigger: triggerSchema,
  who: z.string(),
  offer: offerSchema,
  currency: z.string(),
  minimumMinor: z.number().int().nullable(),
  expiryDays: z.number().int(),
  budgetMinor: z.number().int().nullable(),
  budgetCount: z.number().int().nullable(),
  deadlineDays: z.number().int().nullable(),
  codePrefix: z.string(),
  createdAt: z.number().int(),
  /** Of the latest activation: what changed before it triggers nothing. */
  activatedAt: z.number().int().nullable(),
  /** Those already due at activation: how many at the last look, and whether they were sent to. */
  waiting: z.object({
    count: z.number().int(),
    /** Somebody asked to send, and it is not finished yet. */
    requestedAt: z.number().int().nullable(),
    sentAt: z.number().int().nullable(),
  }),
  /** Changes kept back at the last look because the condition is held; sent once it no longer is. */
  keptBack: z.number().int().default(0),
});
export type Rule = z.infer<typeof ruleSchema>;

/** Everything a merchant chooses. */
export type RuleTerms = Pick<
  Rule,
  | 'name'
  | 'trigger'
  | 'who'
  | 'offer'
  | 'currency'
  | 'minimumMinor'
  | 'expiryDays'
  | 'budgetMinor'
  | 'budgetCount'
  | 'deadlineDays'
  | 'codePrefix'
>;

/** Money one coupon sets aside: its amount; a percentage has no ceiling and sets nothing aside. */
export function reserveOf(terms: Pick<RuleTerms, 'offer'>): number {
  return terms.offer.kind === 'amount' ? terms.offer.minor : 0;
}

/** Reads what was sent in the shop's currency; refuses, naming the field, what contradicts itself. */
export function termsOf(input: RuleInput, currency: string): RuleTerms {
  const { offer } = input;
  const terms: RuleTerms = {
    name: input.name,
    trigger: input.trigger,
    who: input.who.trim(),
    offer:
      offer.kind === 'percentage'
        ? { kind: 'percentage', percent: offer.percent }
        : { kind: 'amount', minor: positive('offer.amount', offer.amount, currency) },
    currency,
    minimumMinor: optional('minimumSubtotal', input.minimumSubtotal, currency),
    expiryDays: input.expiryDays,
    budgetMinor: optional('budgetAmount', input.budgetAmount, currency),
    budgetCount: input.budgetCount,
    deadlineDays: input.deadlineDays,
    codePrefix: input.codePrefix,
  };
  refuseContradictions(terms);
  return terms;
}

function refuseContradictions(terms: RuleTerms): void {
  const { offer, budgetMinor } = terms;
  if (offer.kind === 'percentage' && budgetMinor !== null) {
    refuse(
      'budgetAmount',
      'A plain percentage has no hard ceiling, so no amount of money can cap it: cap it by the number of coupons, or offer an amount.',
    );
  }
  if (offer.kind === 'amount' && budgetMinor !== null && budgetMinor < offer.minor) {
    refuse('budgetAmount', 'The budget is smaller than one coupon: raise it, or offer less.');
  }
  if (offer.kind === 'amount' && terms.minimumMinor !== null && terms.minimumMinor < offer.minor) {
    refuse(
      'minimumSubtotal',
      'The least order value is below the coupon itself: raise it, or leave it empty.',
    );
  }
  if (terms.deadlineDays !== null && terms.trigger !== 'win-back') {
    refuse('deadlineDays', 'Only a win-back rule has a deadline: leave it empty here.');
  }
}

/** Why a rule may not be active yet, in words; null: it may. Every active rule has an end to its cost. */
export function missingForActive(terms: RuleTerms): { field: string; words: string } | null {
  if (terms.budgetMinor !== null || terms.budgetCount !== null) return null;
  return terms.offer.kind === 'percentage'
    ? {
        field: 'budgetCount',
        words: 'A percentage has no hard ceiling: say how many coupons a month at most.',
      }
    : {
        field: 'budgetAmount',
        words: 'Say how much money or how many coupons a month at most.',
      };
}

export function requireLimits(terms: RuleTerms): void {
  const missing = missingForActive(terms);
  if (missing !== null) refuse(missing.field, missing.words);
}

function optional(field: string, amount: string | null, currency: string): number | null {
  return amount === null || amount.trim() === '' ? null : positive(field, amount, currency);
}

function positive(field: string, amount: string, currency: string): number {
  let minor: number;
  try {
    minor = parseMinor(amount, currency);
  } catch (error) {
    if (error instanceof Refusal) refuse(field, error.message);
    throw error;
  }
  if (minor <= 0) refuse(field, 'The amount must be more than zero.');
  return minor;
}

function refuse(field: string, words: string): never {
  throw new Refusal('invalid', words, { field });
}
