import type { Figures } from '../../functions/segments/figures.ts';
import { noHistory } from '../../functions/segments/windows.ts';

export const today = 20_000;

/** A buyer at full price, of whom nothing is predicted. */
const nothingSaid = {
  discountMinor: 0,
  codeOrders: 0,
  discountedOrders: 0,
  lastFullPriceDay: null,
  gapVariation: null,
  potentialMinor: null,
  soonMinor: null,
};

/** Of a shop too young to have a rhythm, and nobody bought of late. */
export const youngShop = {
  rhythm: { gaps: 0, historyDays: 0 },
  quadrant: { valueFrom: null, daysFrom: 2 },
};

/** A buyer's figures, `lapsed` days after the last order. */
export function buyer(over: Partial<Figures> & { lapsed?: number } = {}): Figures {
  const { lapsed = 0, ...rest } = over;
  const lastDay = today - lapsed;
  const orders = rest.orders ?? 1;
  const orderDays = rest.orderDays ?? orders;
  return {
    rows: orders,
    orders,
    orderDays,
    netMinor: 1_000,
    firstDay: lastDay,
    lastDay,
    firstAt: lastDay * 86_400,
    lastAt: lastDay * 86_400,
    rhythm: { days: orderDays, lastDay },
    historyIncomplete: false,
    wholesale: false,
    ...nothingSaid,
    history: {
      orderDays: Array.from({ length: orderDays }, (_, before) => lastDay - before).reverse(),
      moneyDays: [lastDay],
      moneyMinor: [rest.netMinor ?? 1_000],
    },
    ...rest,
  };
}

export const prospect: Figures = {
  rows: 0,
  orders: 0,
  orderDays: 0,
  netMinor: 0,
  firstDay: null,
  lastDay: null,
  firstAt: null,
  lastAt: null,
  rhythm: { days: 0, lastDay: null },
  historyIncomplete: false,
  wholesale: false,
  ...nothingSaid,
  history: noHistory,
};

/** The definition itself, counted the slow way: the independent word on what scores must be. */
export function scoresByRank(figures: readonly { lapsed: number; orders: number; net: number }[]) {
  const n = figures.length;
  return figures.map((one) => {
    const recent = figures.filter((other) => other.lapsed < one.lapsed).length;
    const rarer = figures.filter((other) => other.orders < one.orders).length;
    const poorer = figures.filter((other) => other.net < one.net).length;
    return {
      recency: 5 - Math.floor((5 * recent) / n),
      frequency: Math.min(1 + Math.floor((5 * rarer) / n), one.orders),
      monetary: 1 + Math.floor((5 * poorer) / n),
    };
  });
}

/** The amounts' definition, counted the slow way. */
export function abcByRank(nets: readonly number[]): string[] {
  const positive = nets.reduce((sum, net) => sum + Math.max(net, 0), 0);
  return nets.map((net) => {
    if (net <= 0) return 'none';
    const before = nets.filter((other) => other > net);
    const moneyBefore = before.reduce((sum, other) => sum + other, 0);
    if (moneyBefore * 10 < positive * 8 && before.length * 10 < nets.length * 2) return 'A';
    return moneyBefore * 100 < positive * 95 ? 'B' : 'C';
  });
}
