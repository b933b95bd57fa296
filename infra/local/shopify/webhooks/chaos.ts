import { z } from 'zod';

/** How badly deliveries behave, to be asked for: shares from 0 to 1, delays in milliseconds. */
export const chaosSchema = z.object({
  /** Share of deliveries sent more than once, with the same webhook id. */
  duplicate: z.number().min(0).max(1),
  /** How often those are sent at most; twice where nothing is said. */
  copies: z.number().int().min(2).optional(),
  /** Share never sent at all. */
  loss: z.number().min(0).max(1),
  /** Each delivery waits a random time up to this, so that they overtake each other. */
  delayMs: z.number().int().min(0),
});
export type Chaos = z.infer<typeof chaosSchema>;

export const calm: Chaos = { duplicate: 0, loss: 0, delayMs: 0 };

/** When each copy of one delivery is due; none if it is lost. */
export function planDeliveries(chaos: Chaos, random: () => number): number[] {
  if (random() < chaos.loss) return [];
  const most = chaos.copies ?? 2;
  const more = most === 2 ? 2 : 2 + Math.floor(random() * (most - 1));
  const copies = random() < chaos.duplicate ? more : 1;
  return Array.from({ length: copies }, () => Math.floor(random() * chaos.delayMs));
}
