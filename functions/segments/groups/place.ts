import { openPerson } from '../../customers/person.ts';
import type { CustomerItem } from '../../customers/customer.schema.ts';
import type { Vault } from '../../platform/vault.ts';

/** Where a customer lives, as coarsely as a shop sorts by: nothing below the region. */
export interface Place {
  /** ISO 3166-1, two letters. */
  country: string | null;
  /** State, province or prefecture, as the shop writes it. */
  region: string | null;
}

export type PlaceOf = (item: Pick<CustomerItem, 'customerId' | 'personal'>) => Place;

export const nowhere: Place = { country: null, region: null };

/**
 * Reads it from what is sealed; the rest of the address is not looked at. Somebody whose seal does
 * not open lives nowhere here: one of them must not keep a whole shop from being sorted.
 */
export function openPlaces(vault: Vault, shop: string): PlaceOf {
  return ({ customerId, personal }) => {
    if (personal === null) return nowhere;
    const person = opened(() => openPerson(vault, shop, customerId, personal));
    if (person === null) return nowhere;
    const { countryCode, province } = person;
    return { country: wordOf(countryCode)?.toUpperCase() ?? null, region: wordOf(province) };
  };
}

function opened<Value>(open: () => Value): Value | null {
  try {
    return open();
  } catch {
    return null;
  }
}

function wordOf(told: string | null): string | null {
  const word = told?.trim() ?? '';
  return word === '' ? null : word;
}
