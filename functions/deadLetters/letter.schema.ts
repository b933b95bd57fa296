import { z } from 'zod';
import { instantSchema } from '../platform/api.schema.ts';

/**
 * Why a message was given up. `poison`: it cannot be read, no try can change that. `fault`: every
 * try failed, the last for this reason. `unfinished`: every try ended before it could say why.
 */
export const deathCauses = ['poison', 'fault', 'unfinished'] as const;
export type DeathCause = (typeof deathCauses)[number];

export const letterQueues = ['events', 'issue', 'jobs'] as const;

/** A dead letter as staff and programs see it: nothing of what the message says but ids. */
export const letterViewSchema = z.object({
  id: z.string(),
  queue: z.enum(letterQueues),
  /** Its topic, or the job's name. */
  what: z.string(),
  cause: z.enum(deathCauses),
  /** In words, naming fields and no values. */
  reason: z.string(),
  attempts: z.number().int(),
  sentAt: instantSchema,
  diedAt: instantSchema,
  orderIds: z.array(z.string()),
  customerIds: z.array(z.string()),
  /** Of the message. */
  bytes: z.number().int(),
  /** Whether the message is there to be sent again. */
  canRetry: z.boolean(),
});
export type LetterView = z.infer<typeof letterViewSchema>;

export const letterListSchema = z.object({
  letters: z.array(letterViewSchema),
  cursor: z.string().nullable(),
});
