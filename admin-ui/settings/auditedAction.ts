/** Deeds that are named in every language; the key is what the log keeps, with dashes for dots. */
const audited = [
  'rule-create',
  'rule-edit',
  'rule-activate',
  'rule-pause',
  'rule-send',
  'coupon-give',
  'settings-edit',
  'import-upload',
  'retention-erase',
  'deadLetter-retry',
  'deadLetter-discard',
  'privacy-ask',
  'privacy-erase',
  'privacy-export',
  'privacy-done',
  'source-make',
  'source-roll',
  'source-endOldSecret',
  'source-active',
  'source-paused',
  'source-deleted',
  'family-add',
  'family-change',
  'family-remove',
  'privacy-ask-dataRequest',
  'privacy-ask-redactCustomer',
  'privacy-export',
  'privacy-done',
] as const;
export type AuditedAction = (typeof audited)[number];

/** Null: a deed without a name of its own; its key is shown. */
export function auditedAction(action: string): AuditedAction | null {
  return audited.find((known) => known === action.replaceAll('.', '-')) ?? null;
}
