import { foldLedger } from '../../functions/customers/fold.ts';
import { applyOrder, deleteOrder } from '../../functions/customers/applyOrder.ts';
import type { DueMark } from '../../functions/customers/dueMark.schema.ts';
import type { OrderFact } from '../../functions/customers/orderFact.ts';
import type { Placing } from '../../functions/customers/placing.ts';
import type { Table } from '../../functions/platform/dynamo.ts';
import { calendar, daySeconds, noon, shop } from './counter.ts';

/** A counted order of customer 7001, 95 days ago. */
export function order(over: Partial<OrderFact> = {}): OrderFact {
  return {
    orderId: '1',
    name: null,
    customerId: '7001',
    updatedAt: noon,
    placedAt: noon - 95 * daySeconds,
    cancelledAt: null,
    kind: 'order',
    payment: 'paid',
    totalMinor: 5000,
    refunds: [],
    discountMinor: 0,
    codes: [],
    flags: [],
    channel: 'web',
    lines: [],
    ...over,
  };
}

type MarkOf<T> = T extends unknown ? Omit<T, 'rev'> : never;

/** Applies an order and leaves the given marks with it, as apply does in one transaction. */
export async function place(
  table: Table,
  fact: OrderFact,
  lifecycle: { value: string; since: number } | null,
  marks: readonly MarkOf<DueMark>[] = [],
): Promise<void> {
  await applyOrder(table, shop, fact, placing(lifecycle, marks));
}

export async function removeOrder(
  table: Table,
  orderId: string,
  marks: readonly MarkOf<DueMark>[],
): Promise<void> {
  await deleteOrder(table, shop, orderId, placing(null, marks));
}

function placing(
  lifecycle: { value: string; since: number } | null,
  marks: readonly MarkOf<DueMark>[],
): Placing {
  return {
    place: ({ before, rows }) => ({
      totals: foldLedger(rows, { asOf: noon + 1000 * daySeconds, calendar }),
      classes:
        lifecycle === null
          ? {}
          : { lifecycle: { ...lifecycle, cause: 'time', from: 'slowing', orderId: null } },
      entries: [],
      marks: marks.map((mark) => ({
        ...mark,
        rev: before.item.rev + 1,
      })),
    }),
    placeGuest: () => [],
  };
}

export const becameOverdue = {
  kind: 'class',
  customerId: '7001',
  scheme: 'lifecycle',
  from: 'slowing',
  to: 'overdue',
  cause: 'time',
  orderId: null,
  at: noon - 100,
} as const satisfies MarkOf<DueMark>;

export function redeemedBy(orderId: string, code: string): MarkOf<DueMark> {
  return { kind: 'redeemed', customerId: '7001', orderId, codes: [code], at: noon };
}

export function large(orderId: string): MarkOf<DueMark> {
  return { kind: 'large-order', customerId: '7001', orderId, totalMinor: 90_000, at: noon };
}
