import type { Overview } from './overview.schema.ts';
import type { Group } from '../segments/summary.ts';

/** What the choice of today's three things rests on. */
export interface TodayFacts {
  lifecycle: readonly Group[];
  levels: readonly Group[];
  historyIncomplete: number;
  /** Customers with one order so far who are still within their usual time. */
  firstTimers: number;
  rules: number;
  /** Coupons for customers who were due before their rule was activated. */
  waitingCoupons: number;
}

/** One thing to do; money in minor units. */
export interface ToDo {
  kind: Overview['today'][number]['kind'];
  customers: number;
  netMinor: number | null;
  query: string | null;
}

const most = 3;

/** Up to three things worth doing today: what blocks comes first, then what money hangs on. */
export function thingsToDo(facts: TodayFacts): ToDo[] {
  const of = (groups: readonly Group[], key: string) =>
    groups.find((group) => group.key === key) ?? { key, customers: 0, netMinor: 0 };
  const overdue = of(facts.lifecycle, 'overdue');
  const lost = of(facts.lifecycle, 'lost');
  const best = of(facts.levels, 'A');
  const blocking: ToDo[] = [
    {
      kind: 'incomplete',
      customers: facts.historyIncomplete,
      netMinor: null,
      query: 'history_incomplete = true',
    },
    { kind: 'waitingCoupons', customers: facts.waitingCoupons, netMinor: null, query: null },
  ];
  const worth: ToDo[] = [
    {
      kind: 'overdue',
      customers: overdue.customers,
      netMinor: overdue.netMinor,
      query: "lifecycle = 'overdue'",
    },
    {
      kind: 'winBack',
      customers: lost.customers,
      netMinor: lost.netMinor,
      query: "lifecycle = 'lost'",
    },
    { kind: 'best', customers: best.customers, netMinor: best.netMinor, query: "rfm_level = 'A'" },
  ];
  worth.sort((one, other) => (other.netMinor ?? 0) - (one.netMinor ?? 0));
  const anyone = worth.some(({ customers }) => customers > 0);
  const firstRule: ToDo[] =
    facts.rules === 0 && anyone
      ? [
          {
            kind: 'firstRule',
            customers: overdue.customers + lost.customers,
            netMinor: null,
            query: null,
          },
        ]
      : [];
  const secondOrder: ToDo = {
    kind: 'secondOrder',
    customers: facts.firstTimers,
    netMinor: null,
    query: "lifecycle = 'first_timer'",
  };
  return [...blocking, ...worth.slice(0, 1), ...firstRule, ...worth.slice(1), secondOrder]
    .filter(({ kind, customers }) => customers > 0 || kind === 'firstRule')
    .slice(0, most);
}
