import type { Trigger } from '../../functions/coupons/coupons.schema.ts';
import { queries } from '../customers/paths.ts';

/** The people a trigger stands for right now; null where it acts on single events. */
export function dueQuery(trigger: Trigger): string | null {
  switch (trigger) {
    case 'wake-up':
      return queries.lifecycle('overdue');
    case 'win-back':
      return queries.lifecycle('lost');
    case 'large-order':
      return null;
  }
}
