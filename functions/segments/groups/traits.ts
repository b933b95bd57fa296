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
  item: Pick<CustomerItem, 'customerId' | 'personal' | 'createdAt'>,
  today: number,
) => Traits;

export const noTraits: Traits = { country: null, region: null, ageBand: null, fields: {} };

/** Which of the merchant's fields the shop was asked for, and when it began to answer (epoch seconds). */
export interface FieldsRead {
  fields: readonly string[];
  since: number;
}

/**
 * Reads them from what is sealed; the rest of the person is not looked at. Somebody whose seal does
 * not open has none here: one of them must not keep a whole shop from being sorted. That a field
 * holds nothing is known of whoever was there when the shop was asked; of a customer who came
 * later, or of whom nothing is held any more, it is not.
 */
export function openTraits(vault: Vault, shop: string, read: FieldsRead): TraitsOf {
  return ({ customerId, personal, createdAt }, today) => {
    if (personal === null) return noTraits;
    const person = personIfOpen(vault, shop, customerId, personal);
    if (person === null) return noTraits;
    const { countryCode, province, birthDate, fields = {} } = person;
    const wasAsked = createdAt !== null && createdAt < read.since;
    const held = read.fields.flatMap((field): [string, readonly string[]][] => {
      const words = fields[field] ?? (wasAsked ? [] : undefined);
      return words === undefined ? [] : [[field, words]];
    });
    return {
      country: wordOf(countryCode)?.toUpperCase() ?? null,
      region: wordOf(province),
      ageBand: ageBandOf(birthDate ?? null, today),
      fields: Object.fromEntries(held),
    };
  };
}

function wordOf(told: string | null): string | null {
  const word = told?.trim() ?? '';
  return word === '' ? null : word;
}
