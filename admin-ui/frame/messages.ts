import { z } from 'zod';

/** What the embed tells the frame that stands for the Shopify admin. */
export const toFrameSchema = z.discriminatedUnion('clientele', [
  z.object({ clientele: z.literal('at'), path: z.string() }),
  z.object({
    clientele: z.literal('navigation'),
    links: z.array(z.object({ href: z.string(), label: z.string() })),
  }),
]);
export type ToFrame = z.infer<typeof toFrameSchema>;

/** What the frame asks of the embed. */
export const toEmbedSchema = z.object({ clientele: z.literal('go'), href: z.string() });
export type ToEmbed = z.infer<typeof toEmbedSchema>;
