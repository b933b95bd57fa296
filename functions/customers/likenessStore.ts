import { z } from 'zod';
import type { Table, Write } from '../platform/dynamo.ts';
import { keys } from '../platform/keys.ts';
import type { Vault } from '../platform/vault.ts';
import {
  likenessesOf,
  likenessKinds,
  namesAgree,
  type Likeness,
  type LikenessKind,
} from './likeness.ts';
import { openPerson, type Person } from './person.ts';
import { isGone } from './profile.ts';
import { readCustomers, type Customer } from './store.ts';

/** The writes by which a customer is found by a phone or an address. */
export function likenessWrites(
  shop: string,
  likenesses: readonly Likeness[],
  customerId: string,
): (Write & { do: 'put' })[] {
  return likenesses.map(({ hash }) => ({
    do: 'put',
    item: { ...keys.likeness(shop, hash, customerId), customerId },
  }));
}

/** The writes after which they are found by them no more. */
export function likenessDrops(
  shop: string,
  likenesses: readonly Likeness[],
  customerId: string,
): Write[] {
  return likenesses.map(({ hash }) => ({
    do: 'delete',
    key: keys.likeness(shop, hash, customerId),
  }));
}

/** The writes after which a customer is found by what is said of them now, and by nothing else. */
export function likenessMoves(
  shop: string,
  { before, after }: { before: readonly Likeness[]; after: readonly Likeness[] },
  customerId: string,
): Write[] {
  const without = (some: readonly Likeness[], others: readonly Likeness[]) =>
    some.filter(({ hash }) => !others.some((other) => other.hash === hash));
  return [
    ...likenessDrops(shop, without(before, after), customerId),
    ...likenessWrites(shop, without(after, before), customerId),
  ];
}

/** Takes the look-ups of somebody who is forgotten away. */
export async function dropLikenesses(
  table: Table,
  shop: string,
  likenesses: readonly Likeness[],
  customerId: string,
): Promise<void> {
  for (const { hash } of likenesses) await table.delete(keys.likeness(shop, hash, customerId));
}

/** Somebody who may be the same person, and by what. */
export interface LikelySame {
  customer: Customer;
  person: Person;
  by: LikenessKind[];
}

/** More than so many at one phone or door are a shop, an office or a locker, and no person. */
const mostHolders = 4;

/**
 * Customers with the same phone, or the same address and a name that agrees. Each is read as it is
 * now, so that a look-up left behind suggests nobody.
 */
export async function findLikelySame(
  table: Table,
  vault: Vault,
  shop: string,
  customer: Customer,
): Promise<LikelySame[]> {
  const { customerId, personal } = customer.item;
  const person = openPerson(vault, shop, customerId, personal);
  const found = new Map<string, LikenessKind[]>();
  for (const likeness of likenessesOf(vault, shop, person)) {
    const holders = await holdersOf(table, shop, likeness.hash);
    const others = holders.filter((id) => id !== customerId);
    if (others.length > mostHolders) continue;
    for (const id of others) found.set(id, [...(found.get(id) ?? []), likeness.kind]);
  }
  const others = await readCustomers(table, shop, [...found.keys()]);
  const isCompany = ({ rows }: Customer) => rows.some(({ flags }) => flags.includes('wholesale'));
  return others.flatMap((other) => {
    const { item } = other;
    if (item.rev === 0 || item.mergedInto !== null || isGone(item)) return [];
    const theirs = openPerson(vault, shop, item.customerId, item.personal);
    const said = new Set(likenessesOf(vault, shop, theirs).map(({ hash }) => hash));
    const mine = likenessesOf(vault, shop, person).filter(({ hash }) => said.has(hash));
    const by = likenessKinds.filter(
      (kind) =>
        mine.some((likeness) => likeness.kind === kind) &&
        (kind === 'phone' || namesAgree(person, theirs)) &&
        // Colleagues share the door and the switchboard of their company.
        !isCompany(customer) &&
        !isCompany(other),
    );
    return by.length === 0 ? [] : [{ customer: other, person: theirs, by }];
  });
}

async function holdersOf(table: Table, shop: string, hash: string): Promise<string[]> {
  const { pk, sk: prefix } = keys.likeness(shop, hash, '');
  const pages = table.query({ pk, prefix, pageSize: mostHolders + 2 });
  for await (const page of pages) {
    return page.map((item) => z.object({ customerId: z.string() }).parse(item).customerId);
  }
  return [];
}
