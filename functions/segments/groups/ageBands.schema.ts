import { z } from 'zod';

/** Age bands, youngest first; their place here is their code. */
export const ageBands = [
  'under_18',
  '18_24',
  '25_34',
  '35_44',
  '45_54',
  '55_64',
  '65_plus',
] as const;
export const ageBandSchema = z.enum(ageBands);
export type AgeBand = (typeof ageBands)[number];
