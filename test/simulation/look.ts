import { couponSchema, type Coupon } from '../../functions/coupons/coupon.ts';
import type { CustomerItem } from '../../functions/customers/customer.schema.ts';
import { entriesOf } from '../../functions/customers/timelineStore.ts';
import { keptCustomerSchema } from '../../functions/customers/keptCustomer.ts';
import { unpackLedger } from '../../functions/customers/ledger.ts';
import { rowOrder, type LedgerRow } from '../../functions/customers/ledgerRow.ts';
import { pointerOf, type Pointer } from '../../functions/customers/pointerStore.ts';
import type { Item } from '../../functions/platform/dynamo.ts';
import type { Key } from '../../functions/platform/keys.ts';
import type { MemoryTable } from './memoryTable.ts';

/** The table at a moment of rest, read without the product's stores. */
export interface Look {
  customers: Map<
    string,
    { item: CustomerItem; rows: LedgerRow[]; chunks: Map<string, Uint8Array> }
  >;
  pointers: Map<string, Pointer>;
  coupons: Coupon[];
  /** The rest by kind: T, D, N, and what is of the shop alone. */
  timeline: (Item & Key)[];
  marks: (Item & Key)[];
  lookups: (Item & Key)[];
  ofShop: (Item & Key)[];
}

export function looked(memory: MemoryTable): Look {
  const look: Look = {
    customers: new Map(),
    pointers: new Map(),
    coupons: [],
    timeline: [],
    marks: [],
    lookups: [],
    ofShop: [],
  };
  const chunks: (Item & Key)[] = [];
  for (const item of memory.items()) {
    switch (item.pk.split('#')[2]) {
      case 'P':
        if (item.sk.includes('#L#')) chunks.push(item);
        else {
          const customer = keptCustomerSchema.parse(item);
          const rows = unpackLedger(customer.ledger);
          look.customers.set(customer.customerId, { item: customer, rows, chunks: new Map() });
        }
        break;
      case 'O': {
        const pointer = pointerOf(item);
        look.pointers.set(pointer.orderId, pointer);
        break;
      }
      case 'K':
        look.coupons.push(couponSchema.parse(item));
        break;
      case 'T':
        for (const entry of entriesOf(item)) {
          const { pk, sk, customerId } = item;
          look.timeline.push({ ...entry, pk, sk, customerId });
        }
        break;
      case 'D':
        look.marks.push(item);
        break;
      case 'N':
        look.lookups.push(item);
        break;
      default:
        look.ofShop.push(item);
    }
  }
  for (const chunk of chunks) {
    const of = look.customers.get(String(chunk['chunkOf']));
    if (of === undefined || !(chunk['ledger'] instanceof Uint8Array)) continue;
    of.chunks.set(String(chunk['closedBy']), chunk['ledger']);
    of.rows.push(...unpackLedger(chunk['ledger']));
    of.rows.sort(rowOrder);
  }
  return look;
}
