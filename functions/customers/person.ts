import { z } from 'zod';
import type { Vault } from '../platform/vault.ts';

const field = z.string().nullable().default(null);

/** Who a customer is: kept only sealed, never in a log, an index or the snapshot. */
export const personSchema = z.object({
  firstName: field,
  lastName: field,
  email: field,
  phone: field,
  address1: field,
  address2: field,
  city: field,
  province: field,
  zip: field,
  countryCode: field,
  /** YYYY-MM-DD; missing where it is not known. */
  birthDate: z.string().optional(),
  /** What the shop's own fields hold, by "namespace.key"; missing where nothing is known. */
  fields: z.record(z.string(), z.array(z.string())).optional(),
});
export type Person = z.infer<typeof personSchema>;

export const nobody: Person = personSchema.parse({});

/**
 * What is known after being told more. Null says nothing (fields we are not approved for come as
 * null), so it never erases; an older word only fills what is not known yet.
 */
export function mergePerson(known: Person, told: Person, toldIs: 'newer' | 'older'): Person {
  const pick = (name: Exclude<keyof Person, 'birthDate' | 'fields'>): string | null =>
    toldIs === 'newer' ? (told[name] ?? known[name]) : (known[name] ?? told[name]);
  return {
    firstName: pick('firstName'),
    lastName: pick('lastName'),
    email: pick('email'),
    phone: pick('phone'),
    address1: pick('address1'),
    address2: pick('address2'),
    city: pick('city'),
    province: pick('province'),
    zip: pick('zip'),
    countryCode: pick('countryCode'),
    // Told by themselves: no profile carries them.
    ...(known.birthDate === undefined ? {} : { birthDate: known.birthDate }),
    ...(known.fields === undefined ? {} : { fields: known.fields }),
  };
}

export function samePerson(one: Person, other: Person): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** "Ann Lee" of what is known; null where neither name is. */
export function nameOf(person: Person): string | null {
  const name = [person.firstName, person.lastName].filter((part) => part !== null).join(' ');
  return name.trim() === '' ? null : name;
}

const contextOf = (customerId: string) => `customer/${customerId}`;

export function sealPerson(vault: Vault, shop: string, customerId: string, person: Person) {
  // What is not known costs no byte of an item that every order writes.
  const known = JSON.stringify(person, (_, value: unknown) => value ?? undefined);
  return vault.seal(shop, contextOf(customerId), Buffer.from(known));
}

/** Nobody where nothing is sealed; throws where the bytes belong to another customer or shop. */
export function openPerson(
  vault: Vault,
  shop: string,
  customerId: string,
  sealed: Uint8Array | null,
): Person {
  if (sealed === null) return nobody;
  const { buffer, byteOffset, length } = vault.open(shop, contextOf(customerId), sealed);
  return personSchema.parse(JSON.parse(Buffer.from(buffer, byteOffset, length).toString('utf8')));
}

/** The same, and null where the seal does not open: one of them must not stop work over a whole shop. */
export function personIfOpen(...sealed: Parameters<typeof openPerson>): Person | null {
  try {
    return openPerson(...sealed);
  } catch {
    return null;
  }
}

/** Key of an e-mail address in the look-up; the address itself is nowhere in a key. */
export function mailHash(vault: Vault, shop: string, email: string): string {
  const folded = email.trim().toLowerCase();
  return Buffer.from(vault.keyed(shop, 'mail', folded)).toString('base64url');
}

/** Long enough that no two addresses meet, short enough to read. */
const mailIdLength = 24;

/** Id of a customer of whom a file says nothing but the address, by its keyed hash. */
export function mailCustomerId(hash: string): string {
  return `mail-${hash.slice(0, mailIdLength)}`;
}
