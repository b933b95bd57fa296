/** Deeds that are named in every language; the key is what the log keeps, with a dash for the dot. */
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
  'source-make',
  'source-roll',
] as const;
export type AuditedAction = (typeof audited)[number];

/** Null: a deed without a name of its own; its key is shown. */
export function auditedAction(action: string): AuditedAction | null {
  return audited.find((known) => known === action.replace('.', '-')) ?? null;
}
