import { z } from 'zod';

/** Shapes shared by every answer of the admin API. */

/** An exact amount: decimal string in units of the currency, such as "12.30". */
export const moneySchema = z.object({ amount: z.string(), currency: z.string() });
export type Money = z.infer<typeof moneySchema>;

/** ISO 8601 in UTC. */
export const instantSchema = z.iso.datetime();

/** A refusal as `application/problem+json` (RFC 9457). */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string(),
});
export type Problem = z.infer<typeof problemSchema>;
