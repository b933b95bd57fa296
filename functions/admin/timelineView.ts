import { couponStateSchema } from '../coupons/coupons.schema.ts';
import { contributionMinor } from '../customers/fold.ts';
import type { LedgerRow } from '../customers/ledgerRow.ts';
import type { Standing } from '../segments/standing.ts';
import type { TimelineEntry as KeptEntry } from '../customers/timeline.ts';
import type { Timeline, TimelineEntry } from './customers.schema.ts';
import { offerView } from '../coupons/shown.ts';
import { instantOf, moneyOf } from '../platform/apiValue.ts';

export interface TimelineParts {
  rows: readonly LedgerRow[];
  kept: readonly KeptEntry[];
  currency: string;
  /** Epoch seconds: nothing later is shown. */
  asOf: number;
  /** A purchase of staff that the shop leaves out; null or missing: none is. */
  isLeftOut?: Standing['isLeftOut'];
}

interface Placed {
  /** Instant and a tiebreak, so that a page ends at one place and the next begins after it. */
  place: string;
  entry: TimelineEntry;
}

/** A page of everything that happened with a customer, newest first. */
export function timelinePage(parts: TimelineParts, limit: number, cursor: string | null): Timeline {
  const names = new Map(parts.rows.map((row) => [row.orderId, row.name]));
  const all: Placed[] = [
    ...parts.rows.flatMap((row) => orderEntries(row, parts)),
    ...parts.kept.map((entry) => keptEntry(entry, names, parts.currency)),
  ];
  const ordered = all
    .filter(({ entry }) => Date.parse(entry.at) <= parts.asOf * 1000)
    .filter(({ place }) => cursor === null || place < cursor)
    .sort((one, other) => (one.place < other.place ? 1 : -1));
  const shown = ordered.slice(0, limit);
  return {
    entries: shown.map(({ entry }) => entry),
    cursor: ordered.length > limit ? (shown.at(-1)?.place ?? null) : null,
  };
}

function placed(entry: TimelineEntry, tiebreak: string): Placed {
  return { place: `${entry.at} ${tiebreak}`, entry };
}

function orderEntries(row: LedgerRow, { currency, asOf, isLeftOut }: TimelineParts): Placed[] {
  const order = placed(
    {
      kind: 'order',
      at: instantOf(row.placedAt),
      orderId: row.orderId,
      name: row.name,
      total: moneyOf(row.totalMinor, currency),
      status: isLeftOut?.(row) === true ? 'staff' : statusOf(row, asOf),
      discount: moneyOf(row.discountMinor, currency),
      codes: row.codes,
      items: row.lines.reduce((sum, line) => sum + line.quantity, 0),
    },
    `1order ${row.orderId}`,
  );
  const refunds = row.refunds.map((refund) =>
    placed(
      {
        kind: 'refund',
        at: instantOf(refund.at),
        orderId: row.orderId,
        name: row.name,
        amount: moneyOf(refund.minor, currency),
      },
      `2refund ${row.orderId} ${refund.refundId}`,
    ),
  );
  return [order, ...refunds];
}

/** Whether the order counts, and if not why; the first reason that holds. */
function statusOf(row: LedgerRow, asOf: number): string {
  if (row.kind === 'credit') return 'credit';
  if (row.flags.includes('test')) return 'test';
  if (row.cancelledAt !== null && row.cancelledAt <= asOf) return 'cancelled';
  if (row.payment === 'voided') return 'cancelled';
  if (contributionMinor(row, asOf) > 0) return 'counted';
  return row.refunds.some((refund) => refund.at <= asOf) ? 'refunded' : 'unpaid';
}

function keptEntry(
  entry: KeptEntry,
  names: ReadonlyMap<string, string | null>,
  currency: string,
): Placed {
  const at = instantOf(entry.at);
  switch (entry.kind) {
    case 'class': {
      const { scheme, from, to, cause, orderId } = entry;
      const orderName = orderId === null ? null : (names.get(orderId) ?? null);
      return placed(
        { kind: 'class', at, scheme, from, to, cause, orderId, orderName },
        `3class ${scheme}`,
      );
    }
    case 'coupon': {
      const { ruleId, ruleName, code } = entry;
      const state = couponStateSchema.parse(entry.state);
      const offer = offerView(entry.offer, currency);
      return placed(
        { kind: 'coupon', at, ruleId, ruleName, code, state, offer },
        `4coupon ${code} ${state}`,
      );
    }
  }
}
