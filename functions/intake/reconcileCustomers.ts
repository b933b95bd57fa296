import { changeCustomer } from '../customers/changeCustomer.ts';
import { fieldsToRead, type MerchantFields } from '../customers/merchantFields.schema.ts';
import { isGone, laterSaying } from '../customers/profile.ts';
import { factsChange, type ShopFacts } from '../customers/shopFacts.ts';
import { readCustomers, type Customer } from '../customers/store.ts';
import { bucketOf } from '../platform/keys.ts';
import type { CustomerSums } from '../shopify/customerSums.ts';
import { readCustomersById } from '../shopify/customers.ts';
import type { ShopSums } from '../shopify/orderPages.ts';
import type { HistoryWriter } from './history.ts';
import { inParallel } from './inParallel.ts';
import type { OpenShop } from './openShop.ts';
import { reconcileCustomer, sidesOf, type CustomerDesk } from './reconcileCustomer.ts';
import type { ReconcileRun } from './reconcileState.schema.ts';
import { addCompared, addHealing, type Compared } from './reconcileTally.ts';
import { withHealed } from './withHealed.ts';

export interface ComparingDesk extends CustomerDesk {
  history: HistoryWriter;
}

/** When the shop said it, epoch seconds, and which fields its merchant has picked. */
export interface Said {
  at: number;
  merchantFields: MerchantFields;
}

/**
 * Compares a batch of customers with what the shop says of them (as of `said.at`):
 * who agrees is counted, who differs is looked at closely, who is not known is taken in.
 */
export async function reconcileCustomers(
  desk: ComparingDesk,
  shop: OpenShop,
  told: readonly CustomerSums[],
  said: Said,
  run: ReconcileRun,
): Promise<ReconcileRun> {
  const asOf = run.startedAt;
  const { found, next: begun } = await takenIn(desk, shop, told, said, run);
  const named = [...begun.named];
  const agreeing: Compared[] = [];
  const differing: CustomerSums[] = [];
  for (const [index, one] of told.entries()) {
    const customer = found[index];
    if (customer === undefined || customer.item.rev === 0) continue;
    const { item, rows } = customer;
    if (isGone(item) || item.mergedInto !== null) continue;
    const bucket = bucketOf(one.customerId);
    named[bucket] = (named[bucket] ?? 0) + 1;
    const { equal, ...sides } = sidesOf(rows, one.sums);
    if (equal) agreeing.push({ customerId: one.customerId, rows, parts: [], ...sides });
    else differing.push(one);
    await keepSaying(desk, shop.shop, customer, one.sums, said.at);
    await keepFacts(desk, shop.shop, customer, one.facts, said);
  }

  let next = { ...begun, named };
  for (const compared of agreeing) {
    next = { ...next, tally: addCompared(next.tally, compared, asOf) };
  }
  const looked: { customerId: string; compared: Compared }[] = [];
  await inParallel(differing, async ({ customerId }) => {
    const askedAt = Math.floor(desk.clock.businessMs() / 1000);
    const { compared, sums, healed } = await reconcileCustomer(desk, shop, customerId);
    next = withHealed(next, healed);
    if (compared === null || sums === null) return;
    looked.push({ customerId, compared });
    const [customer] = await readCustomers(desk.table, shop.shop, [customerId]);
    if (customer !== undefined) await keepSaying(desk, shop.shop, customer, sums, askedAt);
  });
  // In the order of the file, so that the same shop makes the same report.
  const order = new Map(differing.map(({ customerId }, index) => [customerId, index]));
  looked.sort((a, b) => (order.get(a.customerId) ?? 0) - (order.get(b.customerId) ?? 0));
  for (const { compared } of looked) {
    next = { ...next, tally: addCompared(next.tally, compared, asOf) };
  }
  return next;
}

/** Who the files do not know, or know less of than the shop, is read whole first. */
async function takenIn(
  { table, admin, history }: ComparingDesk,
  shop: OpenShop,
  told: readonly CustomerSums[],
  said: Said,
  run: ReconcileRun,
): Promise<{ found: Customer[]; next: ReconcileRun }> {
  const ids = told.map(({ customerId }) => customerId);
  const found = await readCustomers(table, shop.shop, ids);
  const isNew = (customer: Customer) => customer.item.rev === 0;
  const behind = told.filter(({ updatedAt }, index) => {
    const item = found[index]?.item;
    if (item === undefined || isGone(item) || item.mergedInto !== null) return false;
    return item.rev === 0 || updatedAt > (item.updatedAt ?? -Infinity);
  });
  if (behind.length === 0) return { found, next: run };
  const wanted = behind.map(({ customerId }) => customerId);
  const asking = { readAt: said.at, fields: fieldsToRead(said.merchantFields) };
  await history.customers(shop.shop, await readCustomersById(shop.shop, wanted, admin, asking));
  const after = await readCustomers(table, shop.shop, ids);
  const made = after.filter((one, index) => found[index]?.item.rev === 0 && !isNew(one)).length;
  const raised = after.filter(
    (one, index) => found[index]?.item.rev !== 0 && one.item.rev !== found[index]?.item.rev,
  ).length;
  const tally = addHealing(addHealing(run.tally, 'missedCustomer', made), 'missedProfile', raised);
  return { found: after, next: { ...run, tally } };
}

/** The shop's own word, so that "history incomplete" is as fresh as this run. */
async function keepSaying(
  { table }: ComparingDesk,
  shop: string,
  { item }: Customer,
  sums: ShopSums,
  at: number,
): Promise<void> {
  const says = { ...sums, at };
  if (laterSaying(item.shopSays, says) === item.shopSays) return;
  await changeCustomer(table, shop, item.customerId, (now) => {
    const shopSays = laterSaying(now.item.shopSays, says);
    const unchanged = isGone(now.item) || shopSays === now.item.shopSays;
    return unchanged || now.item.customerId !== item.customerId ? null : { item: { shopSays } };
  });
}

/** The shop's own group and the merchant's fields; most days nothing of them changes. */
async function keepFacts(
  { table, vault }: ComparingDesk,
  shop: string,
  { item }: Customer,
  facts: ShopFacts,
  { merchantFields }: Said,
): Promise<void> {
  if (factsChange(vault, shop, item, facts, merchantFields) === null) return;
  await changeCustomer(table, shop, item.customerId, (now) => {
    if (now.item.customerId !== item.customerId) return null;
    const change = factsChange(vault, shop, now.item, facts, merchantFields);
    return change === null ? null : { item: change };
  });
}
