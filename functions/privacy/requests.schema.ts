import { z } from 'zod';
import { instantSchema } from '../platform/api.schema.ts';
import { erasedSchema, requestKinds } from './request.schema.ts';

/** Bodies of `/api/privacy/requests…` */

export const requestViewSchema = z.object({
  id: z.string(),
  kind: z.enum(requestKinds),
  customerId: z.string().nullable(),
  /** Null where names are withheld, unknown or erased. */
  customerName: z.string().nullable(),
  receivedAt: instantSchema,
  dueAt: instantSchema,
  /** Whole days until then; negative once it is past. */
  daysLeft: z.number().int(),
  /** `ready`: the export waits for staff to give it to the customer. */
  state: z.enum(['open', 'ready', 'done']),
  /** Whether the shop itself asked, or staff by hand. */
  askedBy: z.enum(['shop', 'staff']),
  /** Until then the export can be opened; null: there is none. */
  exportUntil: instantSchema.nullable(),
  doneAt: instantSchema.nullable(),
  outcome: z.enum(['nobody', 'erased', 'reinstalled']).nullable(),
  /** What was erased, by place. */
  erased: erasedSchema.nullable(),
});
export type RequestView = z.infer<typeof requestViewSchema>;

export const requestListSchema = z.object({
  requests: z.array(requestViewSchema),
  /** Not done, and past their date. */
  overdue: z.number().int(),
  /** Not done yet, overdue ones among them. */
  waiting: z.number().int(),
});
export type RequestList = z.infer<typeof requestListSchema>;

export const requestInputSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('dataRequest'), customerId: z.string().min(1).max(100) }),
  z.object({
    kind: z.literal('redactCustomer'),
    customerId: z.string().min(1).max(100),
    /** Erasing cannot be undone: whoever asks says that they know. */
    confirm: z.literal(true),
  }),
]);
export type RequestInput = z.infer<typeof requestInputSchema>;

export const exportQuerySchema = z.object({ format: z.enum(['json', 'html']).default('html') });
