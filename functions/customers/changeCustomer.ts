import type { Table, Write } from '../platform/dynamo.ts';
import type { DueMark } from './dueMark.schema.ts';
import { changeWrites } from './placing.ts';
import { commit, readCustomer, readMerged, type Customer, type CustomerChange } from './store.ts';
import type { ClassChange } from './timeline.ts';

/** A change that leaves the ledger as it is. */
export interface Decision {
  item: CustomerChange['item'];
  entries?: readonly ClassChange[];
  marks?: readonly DueMark[];
  /** Look-ups that go with it. */
  also?: readonly Write[];
}

const mostAttempts = 40;

/**
 * Changes a customer on the revision read, reading again where somebody else was first. `decide`
 * is asked anew each time and answers null where there is nothing to change. Who was merged into
 * another is that other, unless `whom` says it is about this very one.
 */
export async function changeCustomer(
  table: Table,
  shop: string,
  customerId: string,
  decide: (customer: Customer) => Decision | null | Promise<Decision | null>,
  whom: 'merged' | 'thisOne' = 'merged',
): Promise<'applied' | 'unchanged'> {
  const read = whom === 'merged' ? readMerged : readCustomer;
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    const customer = await read(table, shop, customerId);
    const decision = await decide(customer);
    if (decision === null) return 'unchanged';
    const { item, entries = [], marks = [], also = [] } = decision;
    const { writes } = changeWrites(shop, customer, { item, rows: customer.rows }, entries, marks);
    if ((await commit(table, [...writes, ...also])) === 'kept') return 'applied';
  }
  throw new Error('a customer met a conflict on every attempt');
}
