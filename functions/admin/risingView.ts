import { type Calendar, dateOfDay } from '../customers/calendar.ts';
import { moneyOf } from '../platform/apiValue.ts';
import { abcAmount } from '../segments/abc.ts';
import type { HeldClasses } from '../segments/changes.ts';
import type { RankingCutoffs } from '../segments/classes.schema.ts';
import type { Explanation } from '../segments/explanation.ts';
import type { Figures } from '../segments/figures.ts';
import { isRising, nextCut, roseAt } from '../segments/rising.ts';
import type { ClassSettings } from '../segments/run.schema.ts';
import { windowsOf } from '../segments/windows.ts';
import type { CustomerFile } from './customers.schema.ts';

export interface RisingParts {
  figures: Figures;
  held: HeldClasses;
  /** The ways up to a better level or spend class. */
  ways: readonly Explanation[];
  /** Of this customer's ranking; null: there is none. */
  cutoffs: RankingCutoffs | null;
  settings: ClassSettings;
  today: number;
  calendar: Calendar;
  currency: string;
}

/** Whether a customer rises, by what and until when, and what would make it so. */
export function risingView(parts: RisingParts): CustomerFile['rising'] {
  const { figures, held, cutoffs, settings, today, calendar, currency } = parts;
  if (figures.historyIncomplete || figures.orders === 0) return null;
  const { days } = settings.rising;
  const at = roseAt(held);
  const roseDay = at === null ? null : calendar.dayOf(at);
  const abcMinor = abcAmount(figures, windowsOf(figures, settings, today), settings.abc);
  const { soonMinor } = figures;
  const money = (minor: number) => moneyOf(Math.round(minor), currency);
  const next = cutoffs === null ? null : nextCut(abcMinor, cutoffs);
  const reached = soonMinor === null || next === null ? null : abcMinor + soonMinor >= next;
  const orderMinor = smallestRise(parts.ways);
  return {
    is: isRising({ roseDay, abcMinor, soonMinor }, cutoffs, settings.rising, today),
    days,
    rose:
      roseDay === null || roseDay <= today - days
        ? null
        : { on: dateOfDay(roseDay), until: dateOfDay(roseDay + days - 1) },
    expected:
      soonMinor === null || next === null || reached === null
        ? null
        : {
            amount: money(abcMinor),
            soon: money(soonMinor),
            next: money(next),
            missing: reached ? null : money(Math.ceil(next - abcMinor - soonMinor)),
          },
    order: orderMinor === null ? null : money(orderMinor),
  };
}

/** The smallest order today that brings A or B, which is what coming up means. */
function smallestRise(ways: readonly Explanation[]): number | null {
  const orders = ways.flatMap(({ up }) =>
    up.flatMap(({ to, orderMinor }) =>
      (to === 'A' || to === 'B') && orderMinor !== null ? [orderMinor] : [],
    ),
  );
  return orders.length === 0 ? null : Math.min(...orders);
}
