import { instantOf, moneyOf } from '../platform/apiValue.ts';
import type { RankingCutoffs } from '../segments/classes.schema.ts';
import type { History } from '../segments/histories.ts';
import { previewClasses } from '../segments/settingsPreview.ts';
import type { SettingsPreview } from '../segments/settingsPreview.schema.ts';
import type { Settings } from '../shops/settings.schema.ts';

/** Class sizes of a shop before and after a change of settings; nothing is written. */
export function settingsPreviewView(
  history: History | null,
  proposed: Settings,
  kept: Settings,
): SettingsPreview {
  if (history === null) {
    return { computedAt: null, customers: 0, changed: 0, schemes: [], lines: null, unseen: [] };
  }
  const { cutoffs, ...sizes } = previewClasses(history, proposed, kept);
  const { currency, asOf } = history.meta;
  const staffChanged = JSON.stringify(proposed.staff) !== JSON.stringify(kept.staff);
  return {
    computedAt: instantOf(asOf),
    ...sizes,
    lines: {
      before: linesOf(cutoffs.before, currency),
      after: linesOf(cutoffs.after, currency),
    },
    unseen: staffChanged ? ['staff'] : [],
  };
}

type Lines = NonNullable<SettingsPreview['lines']>['before'];

function linesOf(cutoffs: RankingCutoffs, currency: string): Lines {
  const money = (minor: number | null) =>
    minor === null ? null : moneyOf(Math.round(minor), currency);
  return {
    method: cutoffs.method,
    lifecycle: cutoffs.lifecycle,
    rhythm: cutoffs.rhythm,
    abcA: money(cutoffs.abcA),
    abcB: money(cutoffs.abcB),
    quadrant: { value: money(cutoffs.quadrant.valueFrom), days: cutoffs.quadrant.daysFrom },
    largeOrder: money(cutoffs.largeOrderMinor),
  };
}
