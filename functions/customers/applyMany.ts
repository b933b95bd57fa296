import type { Table, Write } from '../platform/dynamo.ts';
import { applyOrder } from './applyOrder.ts';
import { rowOf, type LedgerRow } from './ledgerRow.ts';
import { nameWrite } from './lookupStore.ts';
import type { OrderFact } from './orderFact.ts';
import { placeChange, type LedgerChange, type Placing } from './placing.ts';
import { pointerWrite, type Pointer } from './pointerStore.ts';
import { commit, readCustomers, type Customer } from './store.ts';
import { compareVersions, versionOf } from './version.ts';

/** What one transaction holds at most. */
const mostWrites = 100;
const customersAtOnce = 40;
const workers = 4;
/** Rows of one customer written together; halved where that touches too many chunks. */
const rowsAtOnce = 2_000;

/** Something to write whole or not at all, and the facts to fall back on. */
interface Parcel {
  writes: Write[];
  facts: OrderFact[];
}

/**
 * applyOrder for a load of history: the same result, several customers to a transaction. What
 * meets anything in its way (another owner, another worker) is applied one by one instead.
 */
export async function applyMany(
  table: Table,
  shop: string,
  facts: readonly OrderFact[],
  placing: Placing,
): Promise<void> {
  const { guests, customers, again } = sortOut(facts);
  const jobs: (() => Promise<void>)[] = [];
  const load = new Load(table, shop, placing);
  for (let start = 0; start < customers.length; start += customersAtOnce) {
    jobs.push(() => load.customers(customers.slice(start, start + customersAtOnce)));
  }
  for (let start = 0; start < guests.length; start += mostWrites / 2) {
    jobs.push(() => load.guests(guests.slice(start, start + mostWrites / 2)));
  }
  const work = async () => {
    for (let job = jobs.pop(); job !== undefined; job = jobs.pop()) await job();
  };
  await Promise.all(Array.from({ length: workers }, work));
  await load.oneByOne(again);
}

type OfCustomer = [customerId: string, facts: OrderFact[]];

/** Facts by customer, each order once; a second word on an order waits until the first is in. */
function sortOut(facts: readonly OrderFact[]) {
  const seen = new Set<string>();
  const again: OrderFact[] = [];
  const guests: OrderFact[] = [];
  const byCustomer = new Map<string, OrderFact[]>();
  for (const fact of facts) {
    if (seen.has(fact.orderId)) {
      again.push(fact);
      continue;
    }
    seen.add(fact.orderId);
    if (fact.customerId === null) guests.push(fact);
    else {
      const known = byCustomer.get(fact.customerId);
      if (known === undefined) byCustomer.set(fact.customerId, [fact]);
      else known.push(fact);
    }
  }
  const customers: OfCustomer[] = [...byCustomer];
  return { guests, customers, again };
}

class Load {
  private readonly table: Table;
  private readonly shop: string;
  private readonly placing: Placing;

  constructor(table: Table, shop: string, placing: Placing) {
    this.table = table;
    this.shop = shop;
    this.placing = placing;
  }

  async oneByOne(facts: readonly OrderFact[]): Promise<void> {
    for (const fact of facts) await applyOrder(this.table, this.shop, fact, this.placing);
  }

  async guests(facts: readonly OrderFact[]): Promise<void> {
    const parcel: Parcel = { writes: [], facts: [] };
    for (const fact of facts) {
      // A code of ours on it leaves a mark, which the ordinary way writes.
      if (fact.codes.length > 0) await this.oneByOne([fact]);
      else {
        parcel.writes.push(...this.claims(rowOf(fact), null));
        parcel.facts.push(fact);
      }
    }
    await this.keep(parcel);
  }

  async customers(group: readonly OfCustomer[]): Promise<void> {
    const found = await readCustomers(
      this.table,
      this.shop,
      group.map(([id]) => id),
    );
    let parcel: Parcel = { writes: [], facts: [] };
    for (const [index, [, facts]] of group.entries()) {
      const customer = found[index];
      const passed = customer?.item.mergedInto !== null || customer.item.redactedAt !== null;
      if (customer === undefined || passed) {
        await this.oneByOne(facts);
        continue;
      }
      const orders = news(customer, facts);
      if (orders.length === 0) continue;
      if (orders.length > mostWrites / 4) {
        await this.large(customer, orders, facts);
        continue;
      }
      const writes = this.claimsOf(customer, orders);
      writes.push(...(await placeChange(this.shop, customer, orders, this.placing)).writes);
      if (writes.length > mostWrites) {
        await this.oneByOne(facts);
        continue;
      }
      if (parcel.writes.length + writes.length > mostWrites) {
        await this.keep(parcel);
        parcel = { writes: [], facts: [] };
      }
      parcel.writes.push(...writes);
      parcel.facts.push(...facts);
    }
    await this.keep(parcel);
  }

  /** A customer with many orders: all pointers first, then the rows in as few writes as may be. */
  private async large(
    customer: Customer,
    orders: LedgerChange['orders'],
    facts: readonly OrderFact[],
  ): Promise<void> {
    const claims = this.claimsOf(customer, orders);
    for (let start = 0; start < claims.length; start += mostWrites) {
      const kept = await commit(this.table, claims.slice(start, start + mostWrites));
      if (kept === 'conflict') return this.oneByOne(facts);
    }
    let current = customer;
    let waiting = orders;
    let size = rowsAtOnce;
    while (waiting.length > 0) {
      const some = waiting.slice(0, size);
      const { writes, after } = await placeChange(this.shop, current, some, this.placing);
      if (writes.length > mostWrites && size > 1) {
        size = Math.ceil(size / 2);
        continue;
      }
      if ((await commit(this.table, writes)) === 'conflict') return this.oneByOne(facts);
      current = after;
      waiting = waiting.slice(size);
    }
  }

  private claimsOf(customer: Customer, orders: LedgerChange['orders']): Write[] {
    return orders.flatMap(({ held, row }) =>
      held === null && row !== null ? this.claims(row, customer.item.customerId) : [],
    );
  }

  private claims(row: LedgerRow, customerId: string | null): Write[] {
    const { orderId } = row;
    const owner: Pointer['owner'] =
      customerId === null ? { is: 'guest', row } : { is: 'customer', customerId };
    const version = versionOf(row, customerId);
    const writes: Write[] = [pointerWrite(this.shop, { orderId, rev: 0, owner, version })];
    if (row.name !== null) writes.push(nameWrite(this.shop, row.name, orderId));
    return writes;
  }

  private async keep({ writes, facts }: Parcel): Promise<void> {
    if (writes.length === 0) return;
    if (namesTwice(writes) || (await commit(this.table, writes)) === 'conflict') {
      await this.oneByOne(facts);
    }
  }
}

/** What of the facts this customer's ledger does not have yet, or only an older state of. */
function news(customer: Customer, facts: readonly OrderFact[]): LedgerChange['orders'] {
  const held = new Map(customer.rows.map((row) => [row.orderId, row]));
  return facts.flatMap((fact): LedgerChange['orders'] => {
    const row = rowOf(fact);
    const known = held.get(row.orderId) ?? null;
    if (known === null) return [{ held: null, row }];
    const { customerId } = customer.item;
    const newer = compareVersions(versionOf(row, customerId), versionOf(known, customerId)) > 0;
    return newer ? [{ held: known, row }] : [];
  });
}

/** A transaction may not write one item twice, as two orders of one name would. */
function namesTwice(writes: readonly Write[]): boolean {
  const keys = writes.map((write) => {
    const { pk, sk } = write.do === 'put' ? write.item : write.key;
    return `${pk}\n${sk}`;
  });
  return new Set(keys).size < keys.length;
}
