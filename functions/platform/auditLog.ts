import type { Write } from './dynamo.ts';
import { keys } from './keys.ts';

/** Who changed what, for the merchant and for us; never a person's data. */
export interface AuditEntry {
  /** Wall time, epoch milliseconds. */
  atMs: number;
  /** The staff member's id at the shop. */
  userId: string;
  /** Such as "rule.activate". */
  action: string;
  /** Id of what was changed. */
  subject: string;
  /** The changed fields, before and after. */
  changes: Readonly<Record<string, { before: unknown; after: unknown }>>;
}

/** The write of an entry, for the transaction with the change itself. `rev`: of the subject after it. */
export function auditWrite(shop: string, entry: AuditEntry, rev: number): Write {
  const key = keys.audit(
    shop,
    new Date(entry.atMs).toISOString(),
    `${entry.subject}#${String(rev)}`,
  );
  return { do: 'put', item: { ...entry, ...key } };
}

/** Fields that differ, before and after; compared as they are kept. */
export function changedFields<T extends object>(
  before: Partial<T>,
  after: T,
  fields: readonly (keyof T & string)[],
): AuditEntry['changes'] {
  const changed = fields.filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
  return Object.fromEntries(
    changed.map((field) => [field, { before: before[field] ?? null, after: after[field] }]),
  );
}
