/** The Lambdas, each one file in functions/entry. */
export const entryNames = [
  'receive',
  'orders',
  'apply',
  'bury',
  'issue',
  'jobs',
  'schedule',
  'admin',
] as const;
export type EntryName = (typeof entryNames)[number];
