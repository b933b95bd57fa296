import { z } from 'zod';

/** Weekdays as the week begins in most shops; days of the shop's calendar. */
export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export const weekdaySchema = z.enum(weekdays);
