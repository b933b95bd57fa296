import type { Vault } from '../platform/vault.ts';
import { openPerson, type Person } from './person.ts';
import type { CustomerItem } from './customer.schema.ts';

/** What two files may have in common where they are one person's. */
export const likenessKinds = ['phone', 'address'] as const;
export type LikenessKind = (typeof likenessKinds)[number];

export interface Likeness {
  kind: LikenessKind;
  /** Keyed, so that neither phone nor address is in a key. */
  hash: string;
}

/** Below this many digits it is an extension or a slip. */
const fewestDigits = 7;

/** The digits of a phone number, however it was typed; null where it cannot be one. */
export function phoneDigits(phone: string | null): string | null {
  const digits = (phone ?? '').normalize('NFKC').replace(/\D/g, '').replace(/^0+/, '');
  return digits.length < fewestDigits || /^(\d)\1*$/.test(digits) ? null : digits;
}

/** An address without what people write differently; null where it does not lead to a door. */
export function addressLine(person: Person): string | null {
  const { address1, address2, zip, city, countryCode } = person;
  const place = zip ?? city;
  if (address1 === null || place === null || !/\d/.test(address1)) return null;
  return [address1, address2 ?? '', place, countryCode ?? '']
    .map((part) =>
      part
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]/gu, ''),
    )
    .join(' ');
}

/** E-mail is not among them: the shop keeps one customer an address, and relays would lie. */
export function likenessesOf(vault: Vault, shop: string, person: Person): Likeness[] {
  const said: [LikenessKind, string | null][] = [
    ['phone', phoneDigits(person.phone)],
    ['address', addressLine(person)],
  ];
  return said.flatMap(([kind, text]) =>
    text === null
      ? []
      : [{ kind, hash: Buffer.from(vault.keyed(shop, kind, text)).toString('base64url') }],
  );
}

/** Those of a customer as kept. */
export function likenessesOfItem(
  vault: Vault,
  shop: string,
  { customerId, personal }: Pick<CustomerItem, 'customerId' | 'personal'>,
): Likeness[] {
  return likenessesOf(vault, shop, openPerson(vault, shop, customerId, personal));
}

/**
 * Whether names forbid it: people of one household share an address, so there the last names must
 * agree and the first ones begin alike, where they are known.
 */
export function namesAgree(one: Person, other: Person): boolean {
  const folded = (name: string | null) => (name ?? '').normalize('NFKC').trim().toLowerCase();
  const last = [folded(one.lastName), folded(other.lastName)];
  const first = [folded(one.firstName)[0], folded(other.firstName)[0]];
  if (last.includes('') || last[0] !== last[1]) return false;
  return first[0] === undefined || first[1] === undefined || first[0] === first[1];
}
