import { z } from 'zod';

/** What is loaded, in this order: orders last, so that they find their customers and products. */
export const backfillPhases = ['subscribe', 'products', 'customers', 'orders', 'done'] as const;
export type BackfillPhase = (typeof backfillPhases)[number];

/** How far the history of one install has come; enough to carry on after any crash. */
export const backfillStateSchema = z.object({
  rev: z.number().int(),
  /** The install it belongs to: a newer one starts over, because webhooks were missed between. */
  installedAtMs: z.number().int(),
  phase: z.enum(backfillPhases),
  /** The shop's operation that writes this phase's file. */
  operationId: z.string().nullable(),
  /** Bytes of that file already applied. */
  byte: z.number().int(),
  /** Operations of this phase that the shop gave up. */
  lost: z.number().int(),
  products: z.number().int(),
  customers: z.number().int(),
  orders: z.number().int(),
  /** When the shop began to write its orders (epoch seconds by its clock): what it changed before is in. */
  ordersAt: z.number().int().nullable().default(null),
  /** Objects of this phase, once the shop has said how many. */
  total: z.number().int().nullable(),
  /** Why it stopped for good, in a sentence; null while it goes on. */
  failure: z.string().nullable(),
});
export type BackfillState = z.infer<typeof backfillStateSchema>;

export function newBackfill(installedAtMs: number): BackfillState {
  return {
    rev: 0,
    installedAtMs,
    phase: 'subscribe',
    operationId: null,
    byte: 0,
    lost: 0,
    products: 0,
    customers: 0,
    orders: 0,
    ordersAt: null,
    total: null,
    failure: null,
  };
}
