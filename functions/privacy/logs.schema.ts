import { z } from 'zod';
import { instantSchema } from '../platform/api.schema.ts';
import { seenIn } from '../platform/httpEnv.ts';

/** Bodies of `/api/access-log` and `/api/audit-log` */

const cursor = z.string().max(500).optional();

export const accessLogQuerySchema = z.object({
  customer: z.string().max(100).optional(),
  user: z.string().max(100).optional(),
  cursor,
});

export const accessLogSchema = z.object({
  entries: z.array(
    z.object({
      at: instantSchema,
      /** The staff member's id at the shop. */
      userId: z.string(),
      seenIn: z.enum(seenIn),
      customerIds: z.array(z.string()),
    }),
  ),
  cursor: z.string().nullable(),
});
export type AccessLogPage = z.infer<typeof accessLogSchema>;

export const auditLogQuerySchema = z.object({ cursor });

export const auditLogSchema = z.object({
  entries: z.array(
    z.object({
      at: instantSchema,
      /** The staff member's id at the shop; null: Clientele itself. */
      userId: z.string().nullable(),
      /** Such as "rule.activate". */
      action: z.string(),
      /** Such as "rule/123". */
      subject: z.string(),
      changes: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
    }),
  ),
  cursor: z.string().nullable(),
});
export type AuditLogPage = z.infer<typeof auditLogSchema>;
