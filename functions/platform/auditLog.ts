import { z } from 'zod';
import type { Table, Write } from './dynamo.ts';
import { keys } from './keys.ts';

/** Who changed what, for the merchant and for us; never a person's data. */
export const auditEntrySchema = z.object({
  /** Wall time, epoch milliseconds. */
  atMs: z.number().int(),
  /** The staff member's id at the shop. */
  userId: z.string(),
  /** Such as "rule.activate". */
  action: z.string(),
  /** Id of what was changed, such as "rule/123". */
  subject: z.string(),
  /** The changed fields, before and after. */
  changes: z.record(z.string(), z.object({ before: z.unknown(), after: z.unknown() })),
});
export type AuditEntry = Readonly<z.infer<typeof auditEntrySchema>>;

/** The write of an entry, for the transaction with the change itself. `rev`: of the subject after it. */
export function auditWrite(shop: string, entry: AuditEntry, rev: number): Write & { do: 'put' } {
  const key = keys.audit(
    shop,
    new Date(entry.atMs).toISOString(),
    `${entry.subject}#${String(rev)}`,
  );
  return { do: 'put', item: { ...entry, ...key } };
}

/** Notes what changes no item of ours, such as an upload or an export. */
export async function noteAudit(table: Table, shop: string, entry: AuditEntry): Promise<void> {
  await table.put(auditWrite(shop, entry, 0).item);
}

/** What went on in a shop, newest first, `limit` at a time. `cursor`: as last answered. */
export async function listAudit(
  table: Table,
  shop: string,
  { cursor, limit }: { cursor: string | null; limit: number },
): Promise<{ entries: AuditEntry[]; cursor: string | null }> {
  const { pk, sk } = keys.audit(shop, '', '');
  const prefix = sk.slice(0, -1);
  const pages = table.query({
    pk,
    prefix,
    newestFirst: true,
    pageSize: limit + 1,
    ...(cursor?.startsWith(prefix) === true ? { after: { pk, sk: cursor } } : {}),
  });
  const found: { sk: string; entry: AuditEntry }[] = [];
  for await (const page of pages) {
    for (const item of page) {
      found.push({ sk: String(item['sk']), entry: auditEntrySchema.parse(item) });
    }
    if (found.length > limit) break;
  }
  const shown = found.slice(0, limit);
  return {
    entries: shown.map(({ entry }) => entry),
    cursor: found.length > limit ? (shown.at(-1)?.sk ?? null) : null,
  };
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
