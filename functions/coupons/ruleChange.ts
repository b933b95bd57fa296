import { Refusal } from '../platform/refusal.ts';
import { requireLimits, type Rule, type RuleTerms } from './rule.ts';

const nobodyWaits = { count: 0, requestedAt: null, sentAt: null } as const;

/** A new rule is a draft and sends nothing. `now`: epoch seconds of business time. */
export function draftRule(ruleId: string, terms: RuleTerms, now: number): Rule {
  return {
    ...terms,
    ruleId,
    rev: 0,
    version: 1,
    state: 'draft',
    createdAt: now,
    activatedAt: null,
    waiting: nobodyWaits,
    keptBack: 0,
  };
}

/** Coupons already issued stay as they are; an active rule must keep an end to its cost. */
export function editedRule(rule: Rule, terms: RuleTerms): Rule {
  if (rule.state === 'active') requireLimits(terms);
  return { ...rule, ...terms, version: rule.version + 1 };
}

/** Acts on changes from `now` on; those already due wait to be looked at. Active stays as it is. */
export function activatedRule(rule: Rule, now: number, alreadyDue: number): Rule {
  if (rule.state === 'active') return rule;
  requireLimits(rule);
  return {
    ...rule,
    state: 'active',
    activatedAt: now,
    waiting: { ...nobodyWaits, count: alreadyDue },
  };
}

/** Stops at once, a send to those waiting included. */
export function pausedRule(rule: Rule): Rule {
  if (rule.state === 'paused') return rule;
  if (rule.state === 'draft') {
    throw new Refusal(
      'conflict',
      'This rule is a draft and sends nothing: there is nothing to stop.',
    );
  }
  return { ...rule, state: 'paused', waiting: { ...rule.waiting, requestedAt: null } };
}

/** Sends once per activation to those already due. */
export function sendRequested(rule: Rule, now: number): Rule {
  if (rule.state !== 'active') {
    throw new Refusal('conflict', 'Only an active rule sends: activate it first.');
  }
  if (rule.trigger === 'large-order') {
    throw new Refusal('conflict', 'A large-order rule acts on new orders only: nobody is waiting.');
  }
  if (rule.waiting.sentAt !== null || rule.waiting.requestedAt !== null) return rule;
  return { ...rule, waiting: { ...rule.waiting, requestedAt: now } };
}

export function sendFinished(rule: Rule, now: number): Rule {
  return { ...rule, waiting: { count: 0, requestedAt: null, sentAt: now } };
}
