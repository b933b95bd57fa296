import { schemes, type Scheme } from '../customers/customer.schema.ts';
import { instantOf, moneyOf } from '../platform/apiValue.ts';
import type { Classes } from '../segments/classify.ts';
import type { Coming, Explanation } from '../segments/explanation.ts';
import type { Need } from '../segments/step.ts';
import type { CustomerFile } from './customers.schema.ts';
import type { Held, NeedView } from './explained.schema.ts';
import type { RecordedClass } from './recordedClass.ts';

export interface ClassesParts {
  now: Omit<Classes, 'standard'>;
  standard: string | null;
  recorded: (scheme: Scheme) => RecordedClass | null;
  explained: Readonly<Record<Scheme, Explanation>>;
  /** Names of the customer's orders by id. */
  names: ReadonlyMap<string, string | null>;
  /** ISO 4217. */
  currency: string;
}

/** Every scheme's class with where it comes from and where it may go. */
export function classesView(parts: ClassesParts): CustomerFile['classes'] {
  const [segment, level, abc, lifecycle, quadrant, loyalty, promotion, standard] = schemes;
  const of = (scheme: Scheme) => heldView(scheme, parts);
  return {
    segment: of(segment),
    level: of(level),
    abc: of(abc),
    lifecycle: of(lifecycle),
    quadrant: of(quadrant),
    loyalty: of(loyalty),
    promotion: of(promotion),
    standard: of(standard),
  };
}

/**
 * What is kept explains what is true only while both agree: between midnight and the next run time
 * may have moved a class whose record is not written yet.
 */
function heldView(scheme: Scheme, parts: ClassesParts): Held {
  const { now, standard, names, currency } = parts;
  const recorded = parts.recorded(scheme);
  const value = scheme === 'standard' ? standard : now[scheme];
  const agreed = recorded?.value === value ? recorded : null;
  const because = agreed?.because ?? null;
  const { up, down, changes } = parts.explained[scheme];
  return {
    value,
    since: agreed === null || agreed.since === null ? null : instantOf(agreed.since),
    because:
      because === null
        ? null
        : {
            ...because,
            orderName: because.orderId === null ? null : (names.get(because.orderId) ?? null),
          },
    recorded: recorded?.value ?? null,
    up: up.map(({ to, needs, orderMinor }) => ({
      to,
      needs: needs.map((need) => needView(need, currency)),
      order: moneyOrNone(orderMinor, currency),
    })),
    down: down.map(({ to, needs }) => ({
      to,
      needs: needs.map((need) => needView(need, currency)),
    })),
    changesOn: changes === null ? null : comingView(changes, currency),
  };
}

function comingView(
  { date, to, prevent }: Coming,
  currency: string,
): NonNullable<Held['changesOn']> {
  return {
    date,
    to,
    prevent:
      prevent === null
        ? null
        : {
            today: moneyOrNone(prevent.todayMinor, currency),
            lastDay: prevent.lastDay,
            onLastDay: moneyOrNone(prevent.lastDayMinor, currency),
          },
  };
}

function needView(need: Need, currency: string): NeedView {
  return need.what === 'money'
    ? { what: need.what, amount: null, money: moneyOf(need.minor, currency) }
    : { what: need.what, amount: need.amount, money: null };
}

function moneyOrNone(minor: number | null, currency: string) {
  return minor === null ? null : moneyOf(minor, currency);
}
