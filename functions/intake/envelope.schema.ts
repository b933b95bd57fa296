import { z } from 'zod';

/** The source of what the shop itself sends; no other source may be called so. */
export const shopItself = 'shopify';

/** What receive puts on the `events` queue: one verified delivery, its body untouched. */
export const deliveryEnvelopeSchema = z.object({
  kind: z.literal('delivery'),
  shop: z.string(),
  /** Whose words the body is in: the shop itself, or another shop of the same merchant by its name. */
  source: z.string().default(shopItself),
  /** What the sender calls this kind of message. */
  topic: z.string(),
  /** One delivery's id as the sender gave it; never a dedupe key, only for tracing. */
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
