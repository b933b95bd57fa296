import { z } from 'zod';

/** What the law or the shop may ask for about a person, or about the whole shop. */
export const requestKinds = ['dataRequest', 'redactCustomer', 'redactShop'] as const;
export type RequestKind = (typeof requestKinds)[number];

/** How many things were erased, by the place they were in. */
export const erasedSchema = z.record(z.string(), z.number().int());
export type Erased = z.infer<typeof erasedSchema>;

/**
 * One such request. Ids only: whoever acts on it finds the person by them. To be done within 30
 * days of `receivedAtMs`. Instants are epoch milliseconds of wall time.
 */
export const privacyRequestSchema = z.object({
  id: z.string(),
  kind: z.enum(requestKinds),
  customerId: z.string().nullable(),
  orderIds: z.array(z.string()),
  /** Keyed hashes of the addresses whose owner is to be erased, as the shop named them. */
  mails: z.array(z.string()).default([]),
  /** The shop's own number of a data request. */
  requestId: z.string().nullable(),
  receivedAtMs: z.number().int(),
  /** `ready`: the export is made, and staff have yet to give it to the customer. */
  state: z.enum(['open', 'ready', 'done']),
  rev: z.number().int().default(0),
  /** The staff member who asked; null: the shop itself, by webhook. */
  askedBy: z.string().nullable().default(null),
  /** Where this erasure is listed outside the table. */
  listedAs: z.string().nullable().default(null),
  readyAtMs: z.number().int().nullable().default(null),
  doneAtMs: z.number().int().nullable().default(null),
  /** The staff member who said so; null: it was done without anyone. */
  doneBy: z.string().nullable().default(null),
  /** What came of it in one word, where it is not what was asked for. */
  outcome: z.enum(['nobody', 'erased', 'reinstalled']).nullable().default(null),
  erased: erasedSchema.nullable().default(null),
});
export type PrivacyRequest = z.infer<typeof privacyRequestSchema>;
export type NewRequest = z.input<typeof privacyRequestSchema>;

const dayMs = 86_400_000;
/** What the law gives, and what the shop was promised. */
export const answerDays = 30;

export function dueAtMs(request: Pick<PrivacyRequest, 'receivedAtMs'>): number {
  return request.receivedAtMs + answerDays * dayMs;
}

/** Staff are reminded of what is nearly due, whatever it waits for. */
const nearlyDueMs = 7 * dayMs;

/** How many wait for staff: copies to be given, and whatever is nearly due and not done. */
export function countDue(requests: readonly PrivacyRequest[], nowMs: number): number {
  const isDue = (request: PrivacyRequest) =>
    request.state === 'ready' ||
    (request.state === 'open' && dueAtMs(request) - nowMs <= nearlyDueMs);
  return requests.filter(isDue).length;
}
