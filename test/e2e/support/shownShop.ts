import type {
  CustomerFile,
  CustomerRow,
  Timeline,
  DuplicateList,
} from '../../../functions/admin/customers.schema.ts';
import { defaultPromotion } from '../../../functions/segments/schemeSettings.schema.ts';
import type { Member } from '../../../functions/customers/family.schema.ts';
import type { CouponView, Preview, RuleView } from '../../../functions/coupons/coupons.schema.ts';
import type { Money } from '../../../functions/platform/api.schema.ts';
import type { Overview } from '../../../functions/insights/overview.schema.ts';

/** What a shop looks like on screen: answers of the admin API, made from a few choices. */
export interface ShopChoices {
  currency: string;
  timeZone: string;
  locale: string;
  customers: number;
  names: 'given' | 'withheld' | 'long';
  incomplete: boolean;
  rules: boolean;
  backfill: Overview['backfill']['state'];
}

export const demoShop: ShopChoices = {
  currency: 'USD',
  timeZone: 'America/New_York',
  locale: 'en',
  customers: 4312,
  names: 'given',
  incomplete: false,
  rules: true,
  backfill: 'done',
};

export const shownNow = '2026-11-22T15:20:00Z';
const ago = (days: number, hours = 0) =>
  new Date(Date.parse(shownNow) - days * 86_400_000 - hours * 3_600_000).toISOString();

const segmentOf = [
  ['dormant', 'dormant', 'at_risk', 'at_risk', 'previously_loyal'],
  ['dormant', 'dormant', 'at_risk', 'at_risk', 'previously_loyal'],
  ['almost_lost', 'almost_lost', 'needs_attention', 'loyal', 'loyal'],
  ['promising', 'active', 'active', 'loyal', 'loyal'],
  ['new', 'active', 'active', 'champions', 'champions'],
] as const;

const people = [
  'Maria Santos',
  'Kenji Watanabe',
  '김서연',
  '王小明',
  'Björn Åkesson',
  'Priya Raghunathan',
  'Chloé Dubois',
  'Tom Baker',
];
const longName =
  'Wilhelmina Alexandrina Fitzgerald-Montgomery van der Straten Ponthoz von Habsburg-Lothringen';

type MoneyOf = (units: number) => Money;

function nameOf({ names }: ShopChoices, index: number): string | null {
  if (names === 'withheld') return null;
  return names === 'long' ? longName : (people[index % people.length] ?? null);
}

function todayOf(
  { customers, incomplete }: ShopChoices,
  share: (part: number) => number,
  money: MoneyOf,
): Overview['today'] {
  if (customers === 0) return [];
  return [
    {
      kind: 'overdue',
      customers: share(0.14),
      netSpent: money(share(0.14) * 190),
      query: "lifecycle = 'overdue'",
    },
    incomplete
      ? { kind: 'incomplete', customers: share(0.2), netSpent: null, query: null }
      : { kind: 'firstRule', customers: 0, netSpent: null, query: null },
    {
      kind: 'best',
      customers: share(0.18),
      netSpent: money(share(0.5) * 180),
      query: "rfm_level = 'A'",
    },
  ];
}

export function shownShop(choices: ShopChoices) {
  const minor = ['KRW', 'JPY'].includes(choices.currency) ? 0 : 2;
  const factor = { KRW: 1300, JPY: 150, CNY: 7 }[choices.currency] ?? 1;
  const money: MoneyOf = (units) => ({
    amount: (units * factor).toFixed(minor),
    currency: choices.currency,
  });
  const share = (part: number) => Math.round(choices.customers * part);
  const group = (key: string, part: number, moneyPart: number) => ({
    key,
    customers: share(part),
    netSpent: money(share(moneyPart) * 180),
  });
  const nameAt = (index: number) => nameOf(choices, index);
  const rows: CustomerRow[] = Array.from(
    { length: Math.min(choices.customers, 60) },
    (_, index) => ({
      id: String(7120001 + index),
      name: nameAt(index),
      orders: 1 + ((index * 7) % 12),
      netSpent: money(1834.5 - index * 27.13),
      firstOrderAt: ago(400 - index),
      lastOrderAt: ago(index * 3, index),
      rfm: {
        recency: 5 - Math.floor(index / 12),
        frequency: 1 + (index % 5),
        monetary: 5 - Math.floor(index / 12),
        segment: segmentOf[4 - Math.floor(index / 12)]?.[index % 5] ?? null,
        level: ['A', 'B', 'C', 'D'][Math.floor(index / 15)] ?? null,
      },
      abc: ['A', 'B', 'C'][Math.floor(index / 20)] ?? null,
      lifecycle:
        ['regular', 'slowing', 'overdue', 'lost', 'first_timer', 'written_off'][index % 6] ??
        'regular',
      quadrant: ['gold', 'meteor', 'small_star', 'low_touch', 'none'][index % 5] ?? null,
      loyalty: ['loyal', 'switcher', 'none', 'too_early'][index % 4] ?? null,
      promotion: ['full', 'mixed', 'driven'][index % 3] ?? null,
      standard: null,
      historyIncomplete: choices.incomplete && index % 4 === 0,
    }),
  );
  const weights = [9, 5, 2, 1, 0.4, 8, 5, 3, 1.5, 0.8, 6, 5, 4, 3, 2, 7, 5, 4, 4, 3, 6, 4, 4, 5, 6];
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const overview: Overview = {
    shop: {
      domain: 'demo.myshopify.com',
      name: 'Harbour Street Goods',
      currency: choices.currency,
      timeZone: choices.timeZone,
      locale: choices.locale,
    },
    now: shownNow,
    customers: choices.customers,
    ranked: share(0.94),
    prospects: share(0.06),
    historyIncomplete: choices.incomplete ? share(0.2) : 0,
    wholesale: choices.incomplete
      ? null
      : { customers: 24, ranked: 21, netSpent: money(48_210), query: 'wholesale = true' },
    attention: {
      unexplained: 0,
      untold: 0,
      missingScopes: [],
      privacyDue: 0,
      heldRules: choices.incomplete ? [{ id: 'r3', name: 'Friends of the shop' }] : [],
      heldLabels: 0,
    },
    orders: share(2.6),
    netSpent: money(share(1) * 180),
    walkIn: { orders: share(0.11), netSpent: money(share(0.11) * 44.5) },
    levels: [
      group('A', 0.18, 0.52),
      group('B', 0.27, 0.28),
      group('C', 0.31, 0.15),
      group('D', 0.18, 0.05),
    ],
    segments: ['champions', 'loyal', 'active', 'new', 'dormant'].map((key, index) =>
      group(key, 0.1 + index * 0.05, 0.2),
    ),
    abc: [
      group('A', 0.17, 0.8),
      group('B', 0.23, 0.15),
      group('C', 0.53, 0.05),
      group('none', 0.01, 0),
    ],
    lifecycle: [
      group('prospect', 0.06, 0),
      group('first_timer', 0.12, 0.05),
      group('regular', 0.31, 0.45),
      group('slowing', 0.17, 0.2),
      group('overdue', 0.14, 0.15),
      group('lost', 0.13, 0.1),
      group('written_off', 0.07, 0.05),
    ],
    matrix: weights.map((weight, index) => {
      const recency = 1 + Math.floor(index / 5);
      const frequency = 1 + (index % 5);
      return {
        recency,
        frequency,
        segment: segmentOf[recency - 1]?.[frequency - 1] ?? 'dormant',
        customers: share((0.94 * weight) / total),
        netSpent: money(share(weight / total) * 180),
        averageOrder: choices.customers === 0 ? null : money(58.2),
        query: `rfm_recency = ${String(recency)} AND rfm_frequency = ${String(frequency)}`,
      };
    }),
    cards: {
      repeatRevenue: { now: money(48_210.4), before: money(43_120) },
      atRiskRevenue: { now: money(3120.9), before: money(3980) },
      activeRules: choices.rules ? 1 : 0,
      couponsOut: choices.rules ? 37 : 0,
      couponRedeemed: money(choices.rules ? 212.3 : 0),
    },
    latest: rows.slice(0, 8).map((row, index) => ({
      orderId: String(99100 + index),
      name: `#${String(12840 - index)}`,
      customerId: index === 3 ? null : row.id,
      total: money(84.2 + index * 11.07),
      placedAt: ago(0, index * 0.7),
    })),
    today: todayOf(choices, share, money),
    cutoffs:
      choices.customers === 0
        ? null
        : {
            computedAt: ago(0, 0.2),
            ranked: share(0.94),
            method: choices.customers < 50 ? 'fixed' : 'quintiles',
            lifecycle: { t50: 40, t80: 90, t95: 180, writeOff: 360, method: 'fixed' },
            abcA: money(310),
            abcB: money(95),
          },
    freshness: {
      computedAt: choices.customers === 0 ? null : ago(0, 0.2),
      lastOrderAt: choices.customers === 0 ? null : ago(0, 0.01),
      queue: 0,
    },
    deadLetters: 0,
    backfill: {
      state: choices.backfill,
      orders: choices.backfill === 'none' ? 0 : share(1.4),
      customers: share(0.7),
      total: share(2.6),
      message: null,
    },
  };
  if (choices.customers === 0) {
    overview.latest = [];
    overview.segments = [];
  }
  const rules = choices.rules ? rulesOf(money) : [];
  return { overview, rows, rules, money, nameAt, choices };
}
export type ShownShop = ReturnType<typeof shownShop>;

function rulesOf(money: MoneyOf): RuleView[] {
  const terms = { who: '', expiryDays: 21, version: 1, held: null };
  return [
    {
      ...terms,
      id: 'r1',
      name: 'Wake up overdue customers',
      state: 'active',
      trigger: 'wake-up',
      offer: { kind: 'percentage', percent: 10 },
      minimumSubtotal: null,
      deadlineDays: null,
      codePrefix: 'HELLO',
      activatedAt: ago(12),
      budget: {
        period: '2026-11',
        cap: null,
        reserved: money(0),
        settled: money(61.2),
        remaining: null,
        countCap: 100,
        count: 37,
      },
      issued: 37,
      redeemed: 6,
      waiting: 812,
    },
    {
      ...terms,
      id: 'r2',
      name: 'Win back lost customers before it is too late',
      state: 'draft',
      trigger: 'win-back',
      offer: { kind: 'amount', amount: money(15) },
      minimumSubtotal: money(50),
      deadlineDays: 180,
      codePrefix: 'BACK',
      activatedAt: null,
      budget: {
        period: '2026-11',
        cap: money(500),
        reserved: money(120),
        settled: money(45),
        remaining: money(335),
        countCap: null,
        count: 11,
      },
      issued: 11,
      redeemed: 3,
      waiting: 0,
    },
    {
      ...terms,
      id: 'r3',
      name: 'Friends of the shop',
      state: 'active',
      trigger: 'wake-up',
      who: "customer_tags CONTAINS 'friends'",
      offer: { kind: 'amount', amount: money(10) },
      minimumSubtotal: null,
      deadlineDays: null,
      codePrefix: '',
      activatedAt: ago(40),
      budget: {
        period: '2026-11',
        cap: money(1000),
        reserved: money(300),
        settled: money(40),
        remaining: money(660),
        countCap: null,
        count: 34,
      },
      issued: 34,
      redeemed: 4,
      waiting: 12,
      held: {
        reason: 'grown',
        count: 1208,
        before: 86,
        since: ago(2, 3),
        keptBack: 71,
        room: 66,
        roomCeiling: money(660),
      },
    },
  ];
}

export function previewOf({ rows, money }: ShownShop): Preview {
  return {
    matching: 812,
    excluded: [
      { reason: 'historyIncomplete', count: 41 },
      { reason: 'hadCoupon', count: 122 },
      { reason: 'budgetCount', count: 549 },
    ],
    receiving: 100,
    costCeiling: money(1500),
    sample: rows
      .slice(0, 5)
      .map(({ id, name, netSpent }) => ({ id, name, netSpent, why: 'overdue' })),
  };
}

export function couponsOf({ rows, rules, money }: ShownShop): CouponView[] {
  const states = ['issued', 'issued', 'delivered', 'redeemed', 'expired', 'refused'] as const;
  return states.map((state, index) => ({
    id: `c${String(index)}`,
    customerId: rows[index]?.id ?? '1',
    customerName: rows[index]?.name ?? null,
    ruleId: 'r1',
    ruleName: rules[0]?.name ?? '',
    occasion: `wake-up-${String(index)}`,
    state,
    code: `HELLO7K2M9QX4T3HD${String(index)}`,
    offer: { kind: 'percentage', percent: 10 },
    reserved: money(0),
    settled: state === 'redeemed' ? money(8.4) : null,
    decidedAt: ago(6, index),
    issuedAt: ago(6, index),
    expiresAt: ago(-15, index),
    refusal: state === 'refused' ? 'The shop has no such customer any more.' : null,
  }));
}

function classesOf(
  row: ShownShop['rows'][number],
  money: ShownShop['money'],
): CustomerFile['classes'] {
  const ranked = !row.historyIncomplete;
  const held = (value: string | null, from: string | null) => ({
    value: ranked ? value : null,
    since: ranked ? ago(31) : null,
    because: ranked ? { cause: 'time' as const, from, orderId: null, orderName: null } : null,
    recorded: ranked ? value : null,
    up: [],
    down: [],
    changesOn: null,
  });
  const points = (to: string, amount: number, order: number | null) => ({
    to,
    needs: [{ what: 'points' as const, amount, money: null }],
    order: order === null ? null : money(order),
  });
  return {
    segment: held(row.rfm.segment, 'loyal'),
    level: {
      ...held(row.rfm.level, 'A'),
      because: ranked ? { cause: 'order', from: 'B', orderId: '99100', orderName: '#12840' } : null,
      up: ranked && row.rfm.level !== 'A' ? [points('A', 2, 48.5)] : [],
      down: [{ to: 'C', needs: points('C', 3, null).needs }],
      changesOn: {
        date: '2026-12-14',
        to: 'B',
        prevent: { today: money(0.01), lastDay: '2026-12-13', onLastDay: money(0.01) },
      },
    },
    abc: held(row.abc, null),
    lifecycle: {
      ...held(row.lifecycle, 'slowing'),
      value: row.lifecycle,
      since: ago(12),
      because: { cause: 'time', from: 'slowing', orderId: null, orderName: null },
      changesOn: {
        date: '2027-02-20',
        to: 'lost',
        prevent: { today: money(0.01), lastDay: '2027-02-19', onLastDay: money(0.01) },
      },
    },
    quadrant: {
      ...held(row.quadrant, 'meteor'),
      up: [
        {
          to: 'gold',
          needs: [
            { what: 'orderDays', amount: 2, money: null },
            { what: 'money', amount: null, money: money(120) },
          ],
          order: null,
        },
      ],
    },
    loyalty: held(row.loyalty, null),
    promotion: held(row.promotion, 'mixed'),
    standard: held(null, null),
  };
}

const risingOf = (money: ShownShop['money']): CustomerFile['rising'] => ({
  is: true,
  days: 30,
  rose: { on: '2026-11-02', until: '2026-12-01' },
  expected: { amount: money(310), soon: money(85), next: money(420), missing: money(25) },
  order: money(12.4),
});

const predictionOf = (orders: number, money: ShownShop['money']): CustomerFile['prediction'] => ({
  state: 'known',
  chance30: 0.31,
  chance90: 0.58,
  chance180: 0.71,
  expectedOrders: 4.2,
  expectedSpend: money(251.4),
  next: orders > 2 ? { from: '2026-10-02', by: '2026-11-14', isLate: true } : null,
});

export function fileOf(
  { rows, rules, money, choices }: ShownShop,
  id: string,
  asOf: string | null = null,
): CustomerFile | null {
  const row = rows.find((one) => one.id === id);
  if (row === undefined) return null;
  const ranked = !row.historyIncomplete;
  return {
    ...row,
    classes: classesOf(row, money),
    rising: ranked ? risingOf(money) : null,
    ranking: 'retail',
    unranked: ranked ? null : 'historyIncomplete',
    recencyDays: 74,
    orderDays: row.orders,
    usualGapDays: row.orders > 2 ? 40 : null,
    averageOrder: money(61.15),
    discount: money(24),
    winBackBy: row.lifecycle === 'lost' ? '2027-03-01' : null,
    email: choices.names === 'withheld' ? null : 'maria.santos@example.com',
    phone: null,
    tags: ['vip', 'newsletter'],
    emailConsent: 'subscribed',
    shopSays: { orders: row.orders + (ranked ? 0 : 9), spent: row.netSpent },
    shopGroup: ranked ? 'previously_loyal' : null,
    cutoffs: {
      computedAt: ago(0, 0.2),
      ranked: 4053,
      method: 'quintiles',
      lifecycle: { t50: 40, t80: 90, t95: 180, writeOff: 360, method: 'fixed' },
      recencyAbove: [20, 45, 90, 180],
      frequencyAbove: [1, 2, 3, 5],
      monetaryAbove: [money(40), money(80), money(150), money(310)],
      abcA: money(310),
      abcB: money(95),
      level: { a: 12, b: 9, c: 6 },
      quadrant: { valueFrom: money(140), daysFrom: 3 },
      loyalty: { leastOrderDays: 3, mostVariation: 1 },
      promotion: defaultPromotion,
      rhythm: { gaps: 4120, historyDays: 900 },
    },
    prediction: ranked
      ? predictionOf(row.orders, money)
      : { state: 'notEnough', because: 'historyIncomplete' },
    measures: {
      recent: { days: 365, spent: row.netSpent, orderDays: row.orders },
      compared: { days: null, amount: row.netSpent },
      gapVariation: row.orders > 1 ? 0.42 : null,
      codeOrders: 1,
      discountShare: 0.06,
      lastFullPriceOn: '2026-09-09',
    },
    nextPoints: ranked
      ? [
          { score: 'recency', orders: 1, money: null },
          { score: 'monetary', orders: null, money: money(36.2) },
        ]
      : [],
    past:
      asOf === null
        ? null
        : {
            date: asOf,
            asOf: `${asOf}T23:59:59.000Z`,
            there: true,
            todaysValues: ['payment', 'tags', 'incomplete', 'settings', 'person', 'coupons'],
          },
    median: { orders: 2, netSpent: money(112) },
    coupons: [
      {
        code: 'HELLO7K2M9QX4T3HD0',
        ruleId: 'r1',
        ruleName: rules[0]?.name ?? 'Wake up overdue customers',
        state: 'issued',
        offer: { kind: 'percentage', percent: 10 },
        issuedAt: ago(6),
        expiresAt: ago(-15),
      },
    ],
    shopifyUrl: `https://demo.myshopify.com/admin/customers/${id}`,
  };
}

/** One other file with the same phone, where names are shown. */
export function duplicatesOf({ rows, money, choices }: ShownShop, id: string): DuplicateList {
  const other = rows.find((row) => row.id !== id);
  if (other === undefined || choices.names === 'withheld') return { customers: [] };
  const shopifyUrl = `https://demo.myshopify.com/admin/customers/${other.id}`;
  const { name, orders } = other;
  return {
    customers: [
      { id: other.id, name, by: ['phone', 'address'], orders, netSpent: money(84), shopifyUrl },
    ],
  };
}

export function familyOf({ choices }: ShownShop): { members: Member[] } {
  if (choices.names === 'withheld') return { members: [] };
  return {
    members: [
      { id: 'm1', name: 'Mia', birthday: { month: 2, day: 29 } },
      { id: 'm2', name: 'Noah', birthday: null },
    ],
  };
}

export function timelineOf({ money }: ShownShop): Timeline {
  const order = (days: number, number: number, status: string) => ({
    kind: 'order' as const,
    at: ago(days),
    orderId: String(number),
    name: `#${String(number)}`,
    total: money(84.2),
    status,
    discount: money(number % 2 === 0 ? 8 : 0),
    codes: number % 2 === 0 ? ['HELLO7K2M9QX4'] : [],
    items: 3,
  });
  return {
    entries: [
      {
        kind: 'coupon',
        at: ago(6),
        ruleId: 'r1',
        ruleName: 'Wake up overdue customers',
        code: 'HELLO7K2M9QX4T3HD0',
        state: 'issued',
        offer: { kind: 'percentage', percent: 10 },
      },
      {
        kind: 'class',
        at: ago(12),
        scheme: 'lifecycle',
        from: 'slowing',
        to: 'overdue',
        cause: 'time',
        orderId: null,
        orderName: null,
      },
      order(74, 12100, 'counted'),
      {
        kind: 'class',
        at: ago(74),
        scheme: 'level',
        from: 'B',
        to: 'A',
        cause: 'order',
        orderId: '12100',
        orderName: '#12100',
      },
      { kind: 'refund', at: ago(110), orderId: '11987', name: '#11987', amount: money(20) },
      order(113, 11987, 'refunded'),
      order(152, 11850, 'cancelled'),
      order(190, 11600, 'counted'),
    ],
    cursor: null,
  };
}
