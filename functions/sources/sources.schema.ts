import { z } from 'zod';
import { instantSchema } from '../platform/api.schema.ts';

export const sourceStates = ['active', 'paused', 'deleted'] as const;

/** A source's name stands before each of its ids: short, lower case, never changed. */
export const sourceNameSchema = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{1,19}$/,
    'write 2 to 20 lower-case letters, digits or dashes, a letter first',
  )
  .refine((name) => name !== 'shopify', 'is the name of the shop itself: choose another');

export const sourceInputSchema = z.object({
  name: sourceNameSchema,
  title: z.string().trim().min(1).max(60),
});

export const sourceViewSchema = z.object({
  name: z.string(),
  /** What the merchant calls it. */
  title: z.string(),
  state: z.enum(sourceStates),
  /** Where its events go, below the address of this app. */
  path: z.string(),
  createdAt: instantSchema,
  /** Until when the secret before this one is taken too; null where there is none. */
  oldSecretUntil: instantSchema.nullable(),
  /** The hour in which something was last taken in. */
  heardAt: instantSchema.nullable(),
});
export type SourceView = z.infer<typeof sourceViewSchema>;

export const sourceListSchema = z.object({ sources: z.array(sourceViewSchema) });

/** The one answer that holds a secret: it is shown once and cannot be read again. */
export const sourceSecretSchema = z.object({ source: sourceViewSchema, secret: z.string() });
export type NewSecret = z.infer<typeof sourceSecretSchema>;
