import {
  emptyOrderColumns,
  orderMark,
  type OrderColumns,
} from '../../../functions/segments/orderColumns.ts';

const daySeconds = 86_400;
const refundedShare = 0.04;

/** Numbers from 0 to 1 that are the same on every machine. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Orders of one customer: few buy often, 5.5 on average. */
export function orderCount(random: () => number): number {
  return Math.max(1, Math.floor(1 + 4.5 * (1 / Math.sqrt(1 - random() * 0.998) - 1) ** 1.22));
}

/**
 * A shop of so many customers with about 5.5 orders each over 1,000 days, a quarter of them with a
 * discount, most of those by a code; of the orders after a customer's first some are refunded, in
 * part or whole, cancelled, or not paid yet. `asOf`: epoch seconds, in UTC.
 */
export function benchShop(customers: number, asOf: number): OrderColumns {
  const random = randomFrom(42);
  const rows = Math.round(customers * 5.5);
  const refunds = Math.floor(rows * refundedShare);
  const shop = emptyOrderColumns({ customers, rows, refunds, lines: 0 });
  const last = Math.floor(asOf / daySeconds);
  let end = 0;
  let refunded = 0;
  for (let i = 0; i < customers; i += 1) {
    const left = rows - end - (customers - 1 - i);
    const count = i === customers - 1 ? left : Math.min(left, orderCount(random));
    const first = last - Math.floor(random() * 1_000);
    for (let n = 0; n < count; n += 1) {
      const day = first + Math.floor(((last - first) * (n + random() * 0.8)) / count);
      shop.day[end] = day;
      shop.placedAt[end] = day * daySeconds + 40_000;
      shop.totalMinor[end] = Math.floor(500 + 9_000 * random() * random());
      const discounted = random() < 0.25;
      shop.discountMinor[end] = discounted ? Math.floor(100 + 900 * random()) : 0;
      shop.marks[end] = orderMark.counts | (discounted && random() < 0.8 ? orderMark.code : 0);
      shop.channel[end] = -1;
      const fate = n === 0 ? 1 : random();
      if (fate < refundedShare && refunded < refunds) {
        shop.refundAt[refunded] = (shop.placedAt[end] ?? 0) + 9 * daySeconds;
        const total = shop.totalMinor[end] ?? 0;
        shop.refundMinor[refunded] = random() < 0.4 ? total : Math.floor(total * random());
        refunded += 1;
      } else if (fate < 0.05) shop.cancelledAt[end] = (shop.placedAt[end] ?? 0) + 7_200;
      else if (fate < 0.06) shop.marks[end] = 0;
      end += 1;
      shop.refundOffsets[end] = refunded;
    }
    shop.rowOffsets[i + 1] = end;
  }
  return shop;
}
