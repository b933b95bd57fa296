import { z } from 'zod';

/** What receive puts on the `events` queue: one verified delivery, its body untouched. */
export const deliveryEnvelopeSchema = z.object({
  kind: z.literal('delivery'),
  shop: z.string(),
  topic: z.string(),
  /** One delivery's id; never a dedupe key, only for tracing. */
  webhookId: z.string().nullable(),
  /** Epoch milliseconds, as the shop says; null where the header is missing. */
  triggeredAtMs: z.number().int().nullable(),
  receivedAtMs: z.number().int(),
  /** The raw JSON text, because numbers beyond 2^53 do not survive a parse. */
  body: z.string(),
});

/** "Read this order again at the shop": for bodies too large for the queue, and for ties. */
export const rereadEnvelopeSchema = z.object({
  kind: z.literal('reread'),
  shop: z.string(),
  orderId: z.string(),
});

export const envelopeSchema = z.discriminatedUnion('kind', [
  deliveryEnvelopeSchema,
  rereadEnvelopeSchema,
]);
export type Envelope = z.infer<typeof envelopeSchema>;
