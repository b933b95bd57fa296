import { z } from 'zod';
import { deathCauses, letterQueues, type LetterView } from './letter.schema.ts';

/** A message that could not be worked on, as kept; instants are epoch milliseconds of wall time. */
export const letterSchema = z.object({
  id: z.string(),
  queue: z.enum(letterQueues),
  what: z.string(),
  cause: z.enum(deathCauses),
  reason: z.string(),
  attempts: z.number().int(),
  sentAtMs: z.number().int(),
  diedAtMs: z.number().int(),
  /** Whom and what it is about, as far as that can be read: redaction looks here. */
  orderIds: z.array(z.string()),
  customerIds: z.array(z.string()),
  bytes: z.number().int(),
  /** The message, deflated and sealed; null where it was too large to keep or nobody's to keep. */
  body: z.custom<Uint8Array>((value) => value instanceof Uint8Array).nullable(),
});
export type Letter = z.infer<typeof letterSchema>;

/**
 * The same message is the same letter, however often it is buried. Ids sort by the instant the
 * message was sent: "20261122T120000000Z-5d2c…".
 */
export function letterId(messageId: string, sentAtMs: number): string {
  const instant = new Date(sentAtMs).toISOString().replaceAll(/[-:.]/g, '');
  return `${instant}-${messageId.replaceAll(/[^\w-]/g, '')}`;
}

/** What its sealed message is bound to. */
export function sealContext(id: string): string {
  return `dead/${id}`;
}

export function viewOf(letter: Letter): LetterView {
  const { body, sentAtMs, diedAtMs, ...rest } = letter;
  return {
    ...rest,
    sentAt: new Date(sentAtMs).toISOString(),
    diedAt: new Date(diedAtMs).toISOString(),
    canRetry: body !== null,
  };
}
