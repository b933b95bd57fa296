import type { Money } from './api.schema.ts';
import { formatMinor } from './money.ts';

/** Minor units as the API shows them. */
export function moneyOf(minor: number, currency: string): Money {
  return { amount: formatMinor(minor, currency), currency };
}

/** Epoch seconds as ISO 8601 in UTC. */
export function instantOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
