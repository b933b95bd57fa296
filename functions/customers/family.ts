import { Refusal } from '../platform/refusal.ts';
import type { Vault } from '../platform/vault.ts';
import type { CustomerItem } from './customer.schema.ts';
import { familySchema, type Member, type MemberInput } from './family.schema.ts';

/** More than any family that shops under one address; it bounds the customer's item. */
const mostMembers = 20;

/** Adds a member; one with this id is there already after a repeated call. */
export function withMember(members: readonly Member[], id: string, input: MemberInput): Member[] {
  if (members.some((one) => one.id === id)) return [...members];
  if (members.length >= mostMembers) {
    throw new Refusal('conflict', `A file holds at most ${String(mostMembers)}: remove one first.`);
  }
  return [...members, { ...input, id }];
}

export function withChangedMember(
  members: readonly Member[],
  id: string,
  input: MemberInput,
): Member[] {
  if (!members.some((one) => one.id === id)) throw noMember();
  return members.map((one) => (one.id === id ? { ...input, id } : one));
}

export function withoutMember(members: readonly Member[], id: string): Member[] {
  if (!members.some((one) => one.id === id)) throw noMember();
  return members.filter((one) => one.id !== id);
}

function noMember(): Refusal {
  return new Refusal('notFound', 'There is no such family member in this file: reload it.');
}

const contextOf = (customerId: string) => `family/${customerId}`;

/** The sealed part of a customer's item; nothing where nobody is in it. */
export function sealFamily(
  vault: Vault,
  shop: string,
  customerId: string,
  members: readonly Member[],
): Pick<CustomerItem, 'family'> {
  if (members.length === 0) return { family: undefined };
  const plain = Buffer.from(JSON.stringify({ members }));
  return { family: vault.seal(shop, contextOf(customerId), plain) };
}

export function openFamily(
  vault: Vault,
  shop: string,
  { customerId, family }: Pick<CustomerItem, 'customerId' | 'family'>,
): Member[] {
  if (family === undefined) return [];
  const plain = Buffer.from(vault.open(shop, contextOf(customerId), family)).toString('utf8');
  return familySchema.parse(JSON.parse(plain)).members;
}

/** Both files' members in the kept file, when the shop made one customer of two. */
export function familyTakenOver(
  vault: Vault,
  shop: string,
  kept: CustomerItem,
  deleted: CustomerItem,
): Partial<Pick<CustomerItem, 'family'>> {
  const theirs = openFamily(vault, shop, deleted);
  if (theirs.length === 0) return {};
  const mine = openFamily(vault, shop, kept);
  const known = new Set(mine.map(({ id }) => id));
  const both = [...mine, ...theirs.filter(({ id }) => !known.has(id))].slice(0, mostMembers);
  return sealFamily(vault, shop, kept.customerId, both);
}
