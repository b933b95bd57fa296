import { dateOfDay } from '../../customers/calendar.ts';
import { ageBands, type AgeBand } from './ageBands.schema.ts';

/** The ages at which the next band begins. */
const begins = [18, 25, 35, 45, 55, 65] as const;
const oldest = 120;

/**
 * How old somebody is on a shop-calendar day, as a band: a year older from the birthday on, and who
 * was born on 29 February from 1 March in other years. Null: not known, or no age a person has.
 * `birthDate`: YYYY-MM-DD.
 */
export function ageBandOf(birthDate: string | null, today: number): AgeBand | null {
  if (birthDate === null) return null;
  const now = dateOfDay(today);
  const years = Number(now.slice(0, 4)) - Number(birthDate.slice(0, 4));
  const age = now.slice(4) < birthDate.slice(4) ? years - 1 : years;
  if (!(age >= 0 && age <= oldest)) return null;
  return ageBands[begins.filter((from) => age >= from).length] ?? null;
}
