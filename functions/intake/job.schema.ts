import { z } from 'zod';

/** What the `jobs` queue carries. Every job is idempotent and leased or resumable by itself. */
export const jobSchema = z.discriminatedUnion('job', [
  z.object({ job: z.literal('recompute'), shop: z.string(), reason: z.string() }),
  /** Look at due marks and act by the active rules. */
  z.object({ job: z.literal('coupons'), shop: z.string() }),
  /** Start or carry on the history import; the state is in the table. */
  z.object({ job: z.literal('backfill'), shop: z.string() }),
  /** A file already uploaded to objects under `key`. */
  z.object({ job: z.literal('import'), shop: z.string(), importId: z.string() }),
  /** Compare a shop's customers with its own sums and heal what differs; the state is in the table. */
  z.object({ job: z.literal('reconcile'), shop: z.string() }),
  /** Erase what has been kept long enough; the state is in the table. */
  z.object({ job: z.literal('retention'), shop: z.string() }),
  /** Answer or erase as asked; `requestId` null: everything that is still open. */
  z.object({ job: z.literal('privacy'), shop: z.string(), requestId: z.string().nullable() }),
  /** Bring the marks on customers at the shop to what the last run says; the state is in the table. */
  z.object({ job: z.literal('push'), shop: z.string() }),
  /** See that the shop tells us and lets us do what we need. */
  z.object({ job: z.literal('subscriptions'), shop: z.string() }),
]);
export type Job = z.infer<typeof jobSchema>;
export const jobNames = [
  'recompute',
  'coupons',
  'backfill',
  'import',
  'reconcile',
  'retention',
  'privacy',
  'push',
  'subscriptions',
] as const;
