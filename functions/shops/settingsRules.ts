import { Refusal } from '../platform/refusal.ts';
import { type Settings, settingsSchema } from './settings.schema.ts';

/** Refuses settings that contradict themselves, in words that name the field and what would do. */
export function refuseContradictions(settings: Settings): void {
  const { level, abc, lifecycle, largeOrder } = settings;
  descending('level.cuts', 'A, B and C', [level.cuts.a, level.cuts.b, level.cuts.c]);
  for (const [name, weight] of Object.entries(level.weights)) {
    if (weight < 0) refuse(`level.weights.${name}`, 'A weight cannot be below 0.');
  }
  if (abc.aMoneyShare <= 0 || abc.bMoneyShare > 1 || abc.aMoneyShare >= abc.bMoneyShare) {
    refuse(
      'abc',
      'Use 0 < share for big spenders < share for medium spenders ≤ 1, such as 0.8 and 0.95.',
    );
  }
  if (abc.aCustomerShare <= 0 || abc.aCustomerShare > 1) {
    refuse('abc.aCustomerShare', 'The share of customers is above 0 and at most 1, such as 0.2.');
  }
  const { t50, t80, t95 } = lifecycle.fixed;
  if (t50 < 1) refuse('lifecycle.fixed.t50', 'The first boundary is at least 1 day.');
  descending('lifecycle.fixed', 'the three boundaries, backwards,', [t95, t80, t50]);
  if (lifecycle.winBackDays < 1) {
    refuse('lifecycle.winBackDays', 'The time to win a customer back is at least 1 day.');
  }
  if (settings.holdDays < 0) refuse('holdDays', 'The holding time cannot be below 0 days.');
  if (largeOrder.percentile <= 0 || largeOrder.percentile >= 1) {
    refuse('largeOrder.percentile', 'The percentile lies between 0 and 1, such as 0.95.');
  }
  if (largeOrder.medianTimes < 1) {
    refuse('largeOrder.medianTimes', 'A large order is at least once the median order.');
  }
  refusePeriods(settings.retentionDays);
}

/** Days between which each period may lie; those of messages and files are what the shop's rules allow. */
export const retentionBounds = {
  formerCustomers: { least: 30, most: 3650 },
  prospects: { least: 30, most: 3650 },
  accessLog: { least: 90, most: 3650 },
  auditLog: { least: 90, most: 3650 },
  deadLetters: { least: 1, most: 30 },
  exports: { least: 1, most: 30 },
  imports: { least: 1, most: 30 },
} as const satisfies Record<keyof Settings['retentionDays'], { least: number; most: number }>;

const retained = settingsSchema.shape.retentionDays.unwrap().keyof().options;

function refusePeriods(days: Settings['retentionDays']): void {
  for (const group of retained) {
    const { least, most } = retentionBounds[group];
    if (days[group] < least || days[group] > most) {
      refuse(
        `retentionDays.${group}`,
        `This is kept for at least ${String(least)} and at most ${String(most)} days.`,
      );
    }
  }
}

function descending(field: string, what: string, values: readonly number[]): void {
  const crossing = values.findIndex(
    (value, index) => index > 0 && value >= (values[index - 1] ?? 0),
  );
  if (crossing < 0) return;
  const least = String((values[crossing] ?? 0) + 1);
  refuse(
    field,
    `Each of ${what} must be above the next: raise the one before to at least ${least}.`,
  );
}

function refuse(field: string, words: string): never {
  throw new Refusal('invalid', words, { field });
}
