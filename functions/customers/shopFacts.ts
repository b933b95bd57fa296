import type { Vault } from '../platform/vault.ts';
import type { CustomerItem } from './customer.schema.ts';
import type { MerchantFields } from './merchantFields.schema.ts';
import { personIfOpen, sealPerson, type Person } from './person.ts';
import { isGone } from './profile.ts';

/**
 * What a shop says of a customer beside orders and person. Fields by "namespace.key": no values
 * where it holds none, and missing where it was not asked.
 */
export interface ShopFacts {
  group: CustomerItem['shopGroup'] | null;
  fields: ReadonlyMap<string, readonly string[]>;
}

/** A word longer than this is a text and no group. */
const longestValue = 100;
const mostValues = 20;

type FactsChange = Partial<Pick<CustomerItem, 'shopGroup' | 'personal'>>;

/**
 * What of a customer changes with what the shop says; null: nothing. Fields are sealed with the
 * person: who is gone, of whom nothing is kept any more, or whose seal does not open gets none back.
 */
export function factsChange(
  vault: Vault,
  shop: string,
  item: CustomerItem,
  facts: ShopFacts,
  asked: MerchantFields,
): FactsChange | null {
  if (isGone(item)) return null;
  const change: FactsChange = {};
  const group = facts.group ?? undefined;
  if (group !== item.shopGroup) change.shopGroup = group;
  const known =
    item.personal === null ? null : personIfOpen(vault, shop, item.customerId, item.personal);
  if (known !== null) {
    const person = withFields(known, facts, asked);
    if (person !== known) change.personal = sealPerson(vault, shop, item.customerId, person);
  }
  return Object.keys(change).length === 0 ? null : change;
}

/**
 * A person with what the picked fields hold now: what was not asked stays, what is not picked any
 * more goes. The same object where nothing changes.
 */
export function withFields(
  person: Person,
  { fields: said }: ShopFacts,
  { birthDate, picked }: MerchantFields,
): Person {
  const born = birthDate === null ? undefined : bornOf(said.get(birthDate), person.birthDate);
  const held = Object.entries(person.fields ?? {});
  const fields = picked.flatMap(({ field }): [string, string[]][] => {
    const values = said.get(field) ?? held.find(([name]) => name === field)?.[1] ?? [];
    const words = values.filter((word) => word !== '' && word.length <= longestValue);
    return words.length === 0 ? [] : [[field, words.slice(0, mostValues)]];
  });
  fields.sort(([one], [other]) => (one < other ? -1 : 1));
  if (born === person.birthDate && JSON.stringify(fields) === JSON.stringify(held)) return person;
  const next: Person = { ...person };
  delete next.birthDate;
  delete next.fields;
  if (born !== undefined) next.birthDate = born;
  if (fields.length > 0) next.fields = Object.fromEntries(fields);
  return next;
}

/** A date as Shopify writes it; anything else is not known. */
function bornOf(said: readonly string[] | undefined, held: string | undefined): string | undefined {
  if (said === undefined) return held;
  const [date] = said;
  return date !== undefined && isDate(date) ? date : undefined;
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}
