import { z } from 'zod';

/** Days of each month, February's in a leap year. */
const daysOfMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A day of every year; no year, because an age is nobody's business here. */
export const birthdaySchema = z
  .object({ month: z.number().int().min(1).max(12), day: z.number().int().min(1).max(31) })
  .refine(({ month, day }) => day <= (daysOfMonth[month - 1] ?? 0), {
    path: ['day'],
    message: 'This month has fewer days: choose another day.',
  });

/** What staff write down of a family member. */
export const memberInputSchema = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1, 'Write a name.')
    .max(100, 'Write a name of at most 100 characters.'),
  birthday: birthdaySchema.nullable(),
});
export type MemberInput = z.infer<typeof memberInputSchema>;

export const memberSchema = memberInputSchema.extend({ id: z.string() });
/** Somebody who shares a customer's e-mail address and orders. */
export type Member = z.infer<typeof memberSchema>;

/** Body of `/api/customers/:id/family…`: everyone, in the order they were added. */
export const familySchema = z.object({ members: z.array(memberSchema) });
