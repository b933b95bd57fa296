import type { CustomerItem } from '../../customers/customer.schema.ts';
import { personIfOpen } from '../../customers/person.ts';
import type { Vault } from '../../platform/vault.ts';
import { ageBandOf } from './ageBand.ts';
import type { AgeBand } from './ageBands.schema.ts';

/**
 * What groups a customer beside orders, as coarsely as a shop sorts by: of an address nothing below
 * the region, of a birth date the band.
 */
export interface Traits {
  /** ISO 3166-1, two letters. */
  country: string | null;
  /** State, province or prefecture, as the shop writes it. */
  region: string | null;
  ageBand: AgeBand | null;
  /** Words of the merchant's own fields, by "namespace.key"; missing: not known. */
  fields: Readonly<Record<string, readonly string[]>>;
}

/** As of a shop-calendar day. */
export type TraitsOf = (
  item: Pick<CustomerItem, 'customerId' | 'personal'>,
  today: number,
) => Traits;

export const noTraits: Traits = { country: null, region: null, ageBand: null, fields: {} };

/**
 * Reads them from what is sealed; the rest of the person is not looked at. Somebody whose seal does
 * not open has none here: one of them must not keep a whole shop from being sorted. `read`: the
 * merchant's fields that the shop was asked for, of which no value means that there is none.
 */
export function openTraits(vault: Vault, shop: string, read: readonly string[]): TraitsOf {
  const held = (fields: Traits['fields'] = {}): Traits['fields'] =>
    Object.fromEntries(read.map((field) => [field, fields[field] ?? []]));
  const nothing: Traits = { ...noTraits, fields: held() };
  return ({ customerId, personal }, today) => {
    if (personal === null) return nothing;
    const person = personIfOpen(vault, shop, customerId, personal);
    if (person === null) return nothing;
    const { countryCode, province, birthDate, fields } = person;
    return {
      country: wordOf(countryCode)?.toUpperCase() ?? null,
      region: wordOf(province),
      ageBand: ageBandOf(birthDate ?? null, today),
      fields: held(fields),
    };
  };
}

function wordOf(told: string | null): string | null {
  const word = told?.trim() ?? '';
  return word === '' ? null : word;
}
