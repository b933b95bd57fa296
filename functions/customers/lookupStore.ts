import { z } from 'zod';
import type { Table, Write } from '../platform/dynamo.ts';
import { keys } from '../platform/keys.ts';
import type { Vault } from '../platform/vault.ts';
import { mailHash } from './person.ts';

/** From what people know to the id we keep: an order's name, an e-mail address (as a keyed hash). */

export function nameWrite(shop: string, orderName: string, orderId: string): Write & { do: 'put' } {
  return { do: 'put', item: { ...keys.nameLookup(shop, orderName), orderId } };
}

export function mailWrite(
  vault: Vault,
  shop: string,
  email: string,
  customerId: string,
): Write & { do: 'put' } {
  const key = keys.mailLookup(shop, mailHash(vault, shop, email));
  return { do: 'put', item: { ...key, customerId } };
}

/** Id of the order with this name, such as "#1001". */
export async function findOrderByName(
  table: Table,
  shop: string,
  orderName: string,
): Promise<string | undefined> {
  const item = await table.get(keys.nameLookup(shop, orderName));
  return item === undefined ? undefined : z.object({ orderId: z.string() }).parse(item).orderId;
}

/** Id of the customer with this e-mail address. */
export async function findCustomerByMail(
  table: Table,
  vault: Vault,
  shop: string,
  email: string,
): Promise<string | undefined> {
  const item = await table.get(keys.mailLookup(shop, mailHash(vault, shop, email)));
  return item === undefined
    ? undefined
    : z.object({ customerId: z.string() }).parse(item).customerId;
}

/** Forgets the name of this order; another's of the same name stays. True: there was one. */
export async function dropName(
  table: Table,
  shop: string,
  orderName: string,
  orderId: string,
): Promise<boolean> {
  const { outcome } = await table.delete(keys.nameLookup(shop, orderName), {
    expression: 'orderId = :mine',
    values: { ':mine': orderId },
  });
  return outcome === 'done';
}

/** Leads addresses (keyed hashes) that lead to one customer to another; null: nowhere any more. */
export async function mailMoves(
  table: Table,
  shop: string,
  hashes: readonly string[],
  from: string,
  to: string | null,
): Promise<Write[]> {
  if (hashes.length === 0) return [];
  const found = await table.getMany(hashes.map((hash) => keys.mailLookup(shop, hash)));
  return found
    .filter((item) => item['customerId'] === from)
    .map((item) => {
      const key = z.object({ pk: z.string(), sk: z.string() }).parse(item);
      const condition = { expression: 'customerId = :from', values: { ':from': from } };
      return to === null
        ? { do: 'delete', key, condition }
        : { do: 'put', item: { ...key, customerId: to }, condition };
    });
}

/** Forgets an address that is not this customer's any more; another's stays. */
export async function dropMail(
  table: Table,
  vault: Vault,
  shop: string,
  email: string,
  customerId: string,
): Promise<void> {
  await dropMailHash(table, shop, mailHash(vault, shop, email), customerId);
}

/** The same by its keyed hash. True: there was one. */
export async function dropMailHash(
  table: Table,
  shop: string,
  hash: string,
  customerId: string,
): Promise<boolean> {
  const { outcome } = await table.delete(keys.mailLookup(shop, hash), {
    expression: 'customerId = :mine',
    values: { ':mine': customerId },
  });
  return outcome === 'done';
}
