import { schemes } from '../../../functions/customers/customer.schema.ts';
import { codeWords } from '../../../functions/segments/columns.ts';
import { segmentTemplates } from '../../../functions/segments/segmentTemplates.ts';
import type {
  PushView,
  SegmentPreview,
  SegmentView,
} from '../../../functions/segments/segments.schema.ts';
import type { SettingsPreview } from '../../../functions/segments/settingsPreview.schema.ts';
import { defaultSettings } from '../../../functions/shops/settings.schema.ts';
import { shownNow, type ShownShop } from './shownShop.ts';

const query = "orders >= 3 AND (lifecycle = 'overdue' OR last_order_date < -90d)";
const longName = 'Best customers of the autumn collection who have not answered two letters';

export function segmentsOf({ choices }: ShownShop): SegmentView[] {
  if (choices.customers === 0) return [];
  const count = Math.round(choices.customers * 0.07);
  const shown: SegmentView = {
    id: 's1',
    name: choices.names === 'long' ? longName : 'Overdue regulars',
    query,
    label: 'autumn',
    version: 3,
    createdAt: shownNow,
    editedAt: shownNow,
    size: { count, undecided: 2, computedAt: shownNow },
    before: { count: count + 31, date: '2026-10-23' },
    held: null,
    usedBy: [{ kind: 'rule', id: 'r1', name: 'Win back', active: true }],
  };
  const grown = { reason: 'grown', count: count * 4, before: count, since: shownNow } as const;
  return [shown, { ...shown, id: 's2', name: 'All tags', label: null, held: grown, usedBy: [] }];
}

function previewOf(shop: ShownShop): SegmentPreview {
  const { customers } = shop.choices;
  const count = Math.round(customers * 0.07);
  return {
    count,
    undecided: 2,
    contactable: Math.round(count / 2),
    of: customers,
    netSpent: shop.money(count * 190),
    netShare: customers === 0 ? null : 0.18,
    sample: shop.rows.slice(0, 3).map(({ id, name, netSpent, lastOrderAt }) => ({
      id,
      name,
      netSpent,
      lastOrderAt,
      why: [
        { condition: 'orders >= 3', holds: 'yes' as const, value: '7' },
        { condition: 'usual_gap_days > 30', holds: 'unknown' as const, value: null },
      ],
    })),
    overlap: segmentsOf(shop)
      .slice(1)
      .map(({ id, name }) => ({ id, name, count: 12, of: count })),
    computedAt: shownNow,
  };
}

const push: PushView = {
  on: true,
  as: 'tags',
  prefix: 'crm',
  schemes: ['level'],
  allowed: true,
  state: 'done',
  done: 120,
  total: 120,
  carrying: 120,
  finishedAt: shownNow,
  heldLabels: ['spring'],
};

/** What stands behind the pages of segments; null: there is no such thing. */
export function segmentAnswer(shop: ShownShop, id: string, deed: string): unknown {
  const segments = segmentsOf(shop);
  if (id === '') return { segments, templates: segmentTemplates };
  if (id === 'preview') return previewOf(shop);
  if (id === 'push') return push;
  if (id === 'attributes') {
    return { attributes: [{ name: 'metafields.custom.skin_type', meaning: 'Skin type' }] };
  }
  const segment = segments.find((one) => one.id === id);
  if (segment === undefined || deed !== 'versions') return segment ?? null;
  const versions = [3, 2, 1].map((version) => ({
    version,
    name: segment.name,
    query: segment.query,
    at: shownNow,
    by: '81',
  }));
  return { versions };
}

/** The thresholds, and what others would make of the classes. */
export function settingsAnswer(shop: ShownShop, deed: string): unknown {
  if (deed !== 'preview') return defaultSettings;
  const { customers } = shop.choices;
  const none: SettingsPreview = {
    computedAt: null,
    customers: 0,
    changed: 0,
    schemes: [],
    lines: null,
    unseen: [],
  };
  if (customers === 0) return none;
  const lines = {
    method: 'quintiles',
    lifecycle: { t50: 31, t80: 64, t95: 118, writeOff: 298, method: 'rhythm' },
    rhythm: { gaps: 900, historyDays: 800 },
    abcA: shop.money(312),
    abcB: shop.money(88),
    quadrant: { value: shop.money(120), days: 2 },
    largeOrder: shop.money(240),
  } as const;
  const preview: SettingsPreview = {
    ...none,
    computedAt: shownNow,
    customers,
    changed: 41,
    schemes: schemes.map((scheme) => ({
      scheme,
      changed: 41,
      groups: codeWords[scheme].map((key, place) => ({
        key,
        before: Math.round(customers / (place + 2)),
        after: Math.round(customers / (place + 2)) + (place === 0 ? 41 : 0),
      })),
      unplaced: { before: 3, after: 3 },
    })),
    lines: { before: lines, after: lines },
  };
  return preview;
}
