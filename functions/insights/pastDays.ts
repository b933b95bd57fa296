import { dateOfDay } from '../customers/calendar.ts';
import { schemes } from '../customers/customer.schema.ts';
import { instantOf, moneyOf } from '../platform/apiValue.ts';
import { Refusal } from '../platform/refusal.ts';
import { codeWords, unknownInt } from '../segments/columns.ts';
import type { PastShop, PastShops } from '../segments/pastShops.ts';
import { movementBetween, notThere, whoMoved } from './movement.ts';
import {
  movementQuerySchema,
  withoutHistory,
  type AsOfView,
  type MovementQuery,
  type MovementView,
} from './movement.schema.ts';

/** The whole shop on one past day: who was in which class, and what they had spent by then. */
export async function shopOn(
  shops: PastShops,
  shop: string,
  date: string | undefined,
  now: number,
): Promise<AsOfView> {
  const past = placed(await shops.on(shop, date ?? { daysAgo: 0 }, now));
  const money = (minor: number) => moneyOf(minor, past.currency);
  const sums = { customers: 0, orders: 0, netMinor: 0 };
  for (let i = 0; i < past.there.length; i += 1) {
    if (past.there[i] !== 1) continue;
    sums.customers += 1;
    sums.orders += past.orders[i] ?? 0;
    sums.netMinor += past.netMinor[i] ?? 0;
  }
  return {
    date: past.date,
    asOf: instantOf(past.asOf),
    firstOrderOn: past.firstDay === null ? null : dateOfDay(past.firstDay),
    customers: sums.customers,
    orders: sums.orders,
    netSpent: money(sums.netMinor),
    walkIn: { orders: past.walkIn.orders, netSpent: money(past.walkIn.netMinor) },
    schemes: schemes.map((scheme) => {
      const groups = groupsOf(past, scheme).map(({ key, customers, netMinor }) => ({
        key,
        customers,
        netSpent: money(netMinor),
      }));
      return { scheme, groups };
    }),
    todaysValues: [...withoutHistory],
  };
}

/** How many went from each class to each other between two days, a scheme at a time. */
export async function movementOf(
  shops: PastShops,
  shop: string,
  query: MovementQuery,
  now: number,
): Promise<MovementView> {
  const { scheme } = query;
  const { before, after } = await twoDays(shops, shop, query, now);
  const { classes, moves } = movementBetween(scheme, before, after);
  const sum = (of: (move: (typeof moves)[number]) => boolean) =>
    moves.filter(of).reduce((total, { customers }) => total + customers, 0);
  return {
    scheme,
    from: dayView(before),
    to: dayView(after),
    classes: [...classes],
    cells: moves.map(({ from, to, customers, netMinor }) => ({
      from,
      to,
      customers,
      netSpent: moneyOf(netMinor, after.currency),
      moved: [scheme, before.date, after.date, from, to].join(':'),
    })),
    stayed: sum(({ from, to }) => from === to),
    changed: sum(({ from, to }) => from !== to && from !== notThere),
    arrived: sum(({ from }) => from === notThere),
    todaysValues: [...withoutHistory],
  };
}

/** Who made the move that `moved` of a cell names; 1 for each customer of that run who did. */
export async function movedBy(
  shops: PastShops,
  shop: string,
  moved: string,
  now: number,
): Promise<{ version: string; who: Uint8Array }> {
  const [scheme, from, to, fromClass = '', toClass = ''] = moved.split(':');
  const query = movementQuerySchema.safeParse({ scheme, from, to });
  if (!query.success) {
    throw new Refusal(
      'invalid',
      'moved: not understood; take it from a cell of GET /api/insights/movement.',
      { field: 'moved' },
    );
  }
  const { before, after } = await twoDays(shops, shop, query.data, now);
  const move = { from: fromClass, to: toClass };
  return { version: after.version, who: whoMoved(query.data.scheme, before, after, move) };
}

const usualDays = 30;

async function twoDays(
  shops: PastShops,
  shop: string,
  { from, to }: Pick<MovementQuery, 'from' | 'to'>,
  now: number,
): Promise<{ before: PastShop; after: PastShop }> {
  const after = placed(await shops.on(shop, to ?? { daysAgo: 0 }, now));
  const before = placed(await shops.on(shop, from ?? { daysAgo: usualDays }, now));
  if (before.date >= after.date) {
    throw new Refusal(
      'invalid',
      `${before.date} is not before ${after.date}: choose two days, the earlier first.`,
    );
  }
  // A run came in between: both days must be read from one list of customers.
  return before.version === after.version
    ? { before, after }
    : twoDays(shops, shop, { from, to }, now);
}

function placed(past: PastShop | null): PastShop {
  if (past === null) {
    throw new Refusal(
      'unavailable',
      'The classes of this shop have not been computed yet: try again in a minute.',
    );
  }
  return past;
}

function dayView(day: PastShop): MovementView['from'] {
  const customers = day.there.reduce((sum, there) => sum + there, 0);
  return { date: day.date, asOf: instantOf(day.asOf), customers };
}

function groupsOf(past: PastShop, scheme: MovementQuery['scheme']) {
  const groups = codeWords[scheme].map((key) => ({ key, customers: 0, netMinor: 0 }));
  const codes = past.codes.get(scheme);
  for (let i = 0; i < past.there.length; i += 1) {
    const group = past.there[i] === 1 ? groups[codes?.[i] ?? unknownInt] : undefined;
    if (group === undefined) continue;
    group.customers += 1;
    group.netMinor += past.netMinor[i] ?? 0;
  }
  return groups;
}
