import type { LifecycleKey, QuadrantKey, RankingCutoffs } from './classes.schema.ts';
import type { Classes } from './classify.ts';
import { abcAmount } from './abc.ts';
import { neighbours } from './classOrder.ts';
import type { FoldedFigures } from './figures.ts';
import type { ClassSettings } from './run.schema.ts';
import { missing, noSteps, type Need, type Step, type Steps } from './step.ts';
import type { Windows } from './windows.ts';

/** Spend classes: the money that is missing to the cut above, and that must go back to fall. */
export function abcSteps(
  figures: FoldedFigures,
  windows: Windows,
  cuts: Pick<RankingCutoffs, 'abcA' | 'abcB'> | null,
  settings: ClassSettings['abc'],
  now: Classes['abc'],
): Steps {
  if (now === null || cuts === null) return noSteps;
  const amount = abcAmount(figures, windows, settings);
  const from = { A: cuts.abcA, B: cuts.abcB, C: 1, none: null };
  const above = (['C', 'B', 'A'] as const).filter((key) => (from[key] ?? 0) > amount);
  const [next] = above;
  const bound = next === undefined ? null : from[next];
  const floor = from[now];
  const below = (['A', 'B', 'C', 'none'] as const).find(
    (key) => key === 'none' || (floor !== null && from[key] !== null && from[key] < floor),
  );
  return {
    up:
      next === undefined || bound === null
        ? []
        : [{ to: next, needs: [{ what: 'money', minor: bound - amount }] }],
    down:
      floor === null || below === undefined
        ? []
        : [{ to: below, needs: [{ what: 'money', minor: amount - floor + 1 }] }],
  };
}

/** Quadrants: money for value, order days for loyalty; the two ways out of a corner stand side by side. */
export function quadrantSteps(
  { recentMinor, recentOrderDays }: Windows,
  { valueFrom, daysFrom }: RankingCutoffs['quadrant'],
  now: QuadrantKey | null,
): Steps {
  if (now === null || now === 'none') return noSteps;
  const value: Need[] =
    valueFrom === null ? [] : [{ what: 'money', minor: Math.abs(valueFrom - recentMinor) }];
  const isValue = (key: string) => key === 'gold' || key === 'meteor';
  const step = (to: string, down: boolean): Step[] => {
    if (isValue(to) === isValue(now)) {
      const amount = Math.abs(daysFrom - recentOrderDays) + (down ? 1 : 0);
      return [{ to, needs: [{ what: 'orderDays', amount }] }];
    }
    return value.map((need) => ({
      to,
      needs: [need.what === 'money' && down ? { ...need, minor: need.minor + 1 } : need],
    }));
  };
  const { up, down } = neighbours('quadrant', now);
  return {
    up: up.flatMap((to) => step(to, false)),
    down: down.flatMap((to) => step(to, true)),
  };
}

const lapsed: ReadonlySet<LifecycleKey> = new Set(['overdue', 'lost', 'written_off']);

/** Loyalty: order days in the year, an order where they are overdue, and evener gaps. */
export function loyaltySteps(
  { orderDays, gapVariation }: FoldedFigures,
  { recentOrderDays }: Windows,
  { loyalty, lifecycle }: Pick<Classes, 'loyalty' | 'lifecycle'>,
  settings: ClassSettings['loyalty'],
): Steps {
  if (loyalty === null || loyalty === 'loyal') return noSteps;
  const days = Math.max(settings.leastOrderDays - recentOrderDays, 2 - orderDays);
  const needs = [
    ...missing('orderDays', Math.max(days, lapsed.has(lifecycle) ? 1 : 0)),
    ...missing('evenness', (gapVariation ?? 0) - settings.mostVariation),
  ];
  return { up: needs.length === 0 ? [] : [{ to: 'loyal', needs }], down: [] };
}

/** Promotions: orders at full price, or with a code, until the share is on the other side. */
export function promotionSteps(
  { orders, codeOrders, discountMinor, netMinor }: FoldedFigures,
  now: Classes['promotion'],
  settings: ClassSettings['promotion'],
): Steps {
  const { fullMostCodes, fullMostDiscount, drivenLeastCodes, drivenLeastOrders } = settings;
  const moreCodes = (until: (codes: number, of: number) => boolean): Need[] => {
    for (let more = 1; more <= mostOrders; more += 1) {
      if (until(codeOrders + more, orders + more)) return [{ what: 'codeOrders', amount: more }];
    }
    return [];
  };
  const step = (to: string, needs: Need[]): Step[] => (needs.length === 0 ? [] : [{ to, needs }]);
  switch (now) {
    case null:
      return noSteps;
    case 'full':
      return {
        up: [],
        down: step(
          'mixed',
          moreCodes((codes, of) => codes / of > fullMostCodes),
        ),
      };
    case 'mixed': {
      const fullPrice = Math.ceil(codeOrders / fullMostCodes) - orders;
      const minor = Math.ceil(discountMinor / fullMostDiscount - discountMinor) - netMinor;
      const money: Need[] = minor > 0 && Number.isFinite(minor) ? [{ what: 'money', minor }] : [];
      const up = Number.isFinite(fullPrice)
        ? [...missing('fullPriceOrders', fullPrice), ...money]
        : [];
      const enough = (codes: number, of: number) =>
        codes / of >= drivenLeastCodes && of >= drivenLeastOrders;
      return { up: step('full', up), down: step('driven', moreCodes(enough)) };
    }
    case 'driven':
      return { up: [{ to: 'mixed', needs: [{ what: 'fullPriceOrders', amount: 1 }] }], down: [] };
  }
}

/** Beyond this nobody would count them out; it keeps a share that is never reached from being looked for. */
const mostOrders = 1000;
