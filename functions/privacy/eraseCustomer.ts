import type { CouponStore } from '../coupons/couponStore.ts';
import { mailsOfAll, markMailsGone, stripGuestOrders } from '../customers/redactionStore.ts';
import { deleteDeadLettersOf } from '../deadLetters/store.ts';
import type { Table } from '../platform/dynamo.ts';
import { dropAnswersNaming } from '../platform/idempotency.ts';
import type { Objects } from '../platform/objects.ts';
import type { Vault } from '../platform/vault.ts';
import { dropExportsOf } from './dropExports.ts';
import { redactCustomer } from './redactCustomer.ts';
import { listRedaction } from './redactionList.ts';
import { moveRedactionMark } from './redactionMarkStore.ts';
import type { Erased } from './request.schema.ts';

export interface EraseDeps {
  table: Table;
  vault: Vault;
  objects: Objects;
  coupons: Pick<CouponStore, 'ofCustomer' | 'withdraw'>;
}

/** Whom to erase, and under which name that is listed outside the table. */
export interface Erasure {
  /** All ids of the person. */
  customerIds: readonly string[];
  /** Guests' orders among these are stripped too. */
  orderIds: readonly string[];
  /** Keyed hashes of addresses, where they are known already: from the list outside. */
  mails: readonly string[];
  /** Epoch seconds of business time. */
  at: number;
  listedAs: string;
}

/**
 * Erases a person everywhere they are. Listed outside the
 * table before anything is erased, and marked as done in the table after: a table that lacks the
 * mark was restored from before. Each step may be done again, so a crash anywhere is made good by
 * doing all of it again.
 */
export async function eraseCustomer(
  deps: EraseDeps,
  shop: string,
  erasure: Erasure,
): Promise<Erased> {
  const { table, vault, objects } = deps;
  const { at, customerIds, listedAs, orderIds } = erasure;
  const known = await mailsOfAll(table, vault, shop, customerIds);
  const mails = [...new Set([...erasure.mails, ...known])];
  await listRedaction(objects, shop, listedAs, {
    kind: 'customer',
    customerIds: [...customerIds],
    orderIds: [...orderIds],
    mails,
    at,
  });

  const erased = { customers: 0, orders: 0, orderNames: 0, timeline: 0, marks: 0 };
  for (const customerId of customerIds) {
    await markMailsGone(table, shop, mails, customerId);
    const done = await redactCustomer({ table, vault }, { shop, customerId, redactedAt: at });
    erased.customers += done.customers;
    erased.orders += done.orders;
    erased.orderNames += done.orderNames;
    erased.timeline += done.timeline;
    erased.marks += done.marks;
  }
  const guestOrders = await stripGuestOrders(table, shop, orderIds);
  const coupons = await withdrawUnsent(deps, shop, customerIds);
  const deadLetters = await dropDeadLetters(table, shop, customerIds, orderIds);
  const answers = await dropAnswersNaming({ table, vault }, shop, customerIds);
  const exports = await dropExportsOf(shop, customerIds, { table, objects });
  await moveRedactionMark(table, shop, listedAs);
  return { ...erased, guestOrders, coupons, deadLetters, answers, exports };
}

/** A coupon nobody has tried to send yet is not sent any more; its share of the budget is free. */
async function withdrawUnsent(
  { coupons }: EraseDeps,
  shop: string,
  customerIds: readonly string[],
): Promise<number> {
  let withdrawn = 0;
  for (const customerId of customerIds) {
    for (const coupon of await coupons.ofCustomer(shop, customerId)) {
      if (coupon.state !== 'reserved' || coupon.attempts > 0) continue;
      if ((await coupons.withdraw(shop, coupon)) === 'kept') withdrawn += 1;
    }
  }
  return withdrawn;
}

async function dropDeadLetters(
  table: Table,
  shop: string,
  customerIds: readonly string[],
  orderIds: readonly string[],
): Promise<number> {
  let dropped = 0;
  // Of a guest there are only orders.
  for (const customerId of customerIds.length === 0 ? [null] : customerIds) {
    dropped += await deleteDeadLettersOf(table, shop, { customerId, orderIds });
  }
  return dropped;
}
