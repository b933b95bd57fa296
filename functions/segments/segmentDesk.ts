import { changedFields, noteAudit, type AuditEntry } from '../platform/auditLog.ts';
import type { Clock } from '../platform/clock.ts';
import type { Table } from '../platform/dynamo.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Vault } from '../platform/vault.ts';
import type { AskedQueries } from './askedQueries.ts';
import { previewSegment, type OtherSegment } from './previewSegment.ts';
import type { Segment } from './segment.ts';
import type { SegmentStore } from './segmentStore.ts';
import { refuseInput, refuseRemoval, refuseRename } from './segmentRules.ts';
import type { NamedField } from './query/complete.ts';
import { segmentTemplates } from './segmentTemplates.ts';
import { namingsOf, usesOf, type NamingRule } from './segmentUse.ts';
import { segmentView, versionView } from './segmentView.ts';
import type {
  HeldBack,
  SegmentInput,
  SegmentPreview,
  SegmentPreviewInput,
  SegmentView,
  UsedBy,
} from './segments.schema.ts';
import type { Snapshots } from './snapshot.ts';

export interface SegmentDeskDeps {
  table: Table;
  store: SegmentStore;
  queries: AskedQueries;
  snapshots: Snapshots;
  vault: Vault;
  clock: Clock;
  /** Has marks at the shop looked at soon, where customers are marked at all. */
  wantMarks: (shop: string) => Promise<void>;
  /** Coupon rules with a condition of their own. */
  rules: (shop: string) => Promise<NamingRule[]>;
}

/** Whose deed it is. */
export interface By {
  shop: string;
  userId: string;
}

export interface SegmentDesk {
  /** The merchant's own fields that a query may ask about. */
  fields(shop: string): Promise<readonly NamedField[]>;
  list(shop: string): Promise<{ segments: SegmentView[]; templates: typeof segmentTemplates }>;
  show(shop: string, segmentId: string): Promise<SegmentView>;
  /** The same id again finds the segment the first call made. */
  create(by: By, segmentId: string, input: SegmentInput): Promise<SegmentView>;
  edit(by: By, segmentId: string, input: SegmentInput): Promise<SegmentView>;
  versions(shop: string, segmentId: string): Promise<ReturnType<typeof versionView>[]>;
  restore(by: By, segmentId: string, version: number): Promise<SegmentView>;
  /** That many is right (null: however many): what was held may be sent to again. */
  accept(by: By, segmentId: string, count: number | null): Promise<SegmentView>;
  remove(by: By, segmentId: string): Promise<void>;
  preview(shop: string, input: SegmentPreviewInput): Promise<SegmentPreview>;
}

const audited = ['name', 'query', 'label'] as const satisfies readonly (keyof Segment)[];

export function openSegmentDesk(deps: SegmentDeskDeps): SegmentDesk {
  const { store, queries, clock } = deps;
  const now = () => Math.floor(clock.businessMs() / 1000);

  const noted = (
    by: By,
    action: string,
    segmentId: string,
    changes: AuditEntry['changes'],
  ): AuditEntry => ({
    atMs: clock.wallMs(),
    userId: by.userId,
    action: `segment.${action}`,
    subject: `segment/${segmentId}`,
    changes,
  });

  async function found(shop: string, segmentId: string): Promise<Segment> {
    const segment = await store.read(shop, segmentId);
    if (segment !== undefined) return segment;
    throw new Refusal('notFound', 'There is no such segment in this shop.');
  }

  /** Nobody is put under another label while it is not known who belongs in: their old one would go. */
  async function requireLooked(shop: string, before: Segment, input: SegmentInput): Promise<void> {
    const { label, query } = before;
    const isSame = label === null || input.label === null || input.label === label;
    if (isSame || input.query !== query || (await queries.held(shop, query)) === null) return;
    throw new Refusal(
      'conflict',
      'This segment is on hold: look at how many it finds first, then choose another label.',
      { field: 'label', why: 'segmentOnHold' },
    );
  }

  async function uses(shop: string, segment: Segment): Promise<UsedBy[]> {
    return usesOf(segment, namingsOf(await store.list(shop), await deps.rules(shop)));
  }

  async function keep(segment: Segment, shop: string, audit: AuditEntry): Promise<void> {
    if ((await store.write(shop, segment, audit)) === 'kept') return;
    throw new Refusal('conflict', 'Somebody else changed this just now: reload and try again.');
  }

  async function changed(
    by: By,
    segmentId: string,
    action: string,
    input: SegmentInput,
  ): Promise<SegmentView> {
    const { shop } = by;
    const before = await found(shop, segmentId);
    refuseInput(input, segmentId, await store.list(shop), await queries.fields(shop));
    refuseRename(before, input.name, await uses(shop, before));
    await requireLooked(shop, before, input);
    const after: Segment = {
      ...before,
      ...input,
      version: before.version + 1,
      editedAt: now(),
    };
    const changes = changedFields<Segment>(before, after, audited);
    if (Object.keys(changes).length > 0) {
      await keep(after, shop, noted(by, action, segmentId, changes));
    }
    return show(shop, segmentId);
  }

  async function show(shop: string, segmentId: string): Promise<SegmentView> {
    const segment = await found(shop, segmentId);
    const held = await queries.held(shop, segment.query);
    const [view] = await viewsOf(shop, [segment], [held]);
    if (view === undefined) throw new TypeError('a view for each segment');
    return view;
  }

  async function viewsOf(
    shop: string,
    segments: readonly Segment[],
    held: readonly (HeldBack | null)[],
  ): Promise<SegmentView[]> {
    const [all, sizes, rules] = await Promise.all([
      store.list(shop),
      store.sizes(shop),
      deps.rules(shop),
    ]);
    const namings = namingsOf(all, rules);
    const sizeOf = new Map(sizes.map((size) => [size.segmentId, size]));
    return segments.map((segment, at) => {
      const size = sizeOf.get(segment.segmentId) ?? null;
      return segmentView(segment, size, held[at] ?? null, usesOf(segment, namings));
    });
  }

  return {
    fields: (shop) => queries.fields(shop),
    async list(shop) {
      const all = await store.list(shop);
      const texts = all.map(({ query }) => query);
      const segments = await viewsOf(shop, all, await queries.lastHeld(shop, texts));
      return { segments, templates: segmentTemplates };
    },
    show,
    async create(by, segmentId, input) {
      const { shop } = by;
      if ((await store.read(shop, segmentId)) !== undefined) return show(shop, segmentId);
      refuseInput(input, segmentId, await store.list(shop), await queries.fields(shop));
      const at = now();
      const made: Segment = {
        ...input,
        segmentId,
        rev: 0,
        version: 1,
        createdAt: at,
        editedAt: at,
      };
      const changes = changedFields<Segment>({}, made, audited);
      await store.write(shop, made, noted(by, 'create', segmentId, changes));
      return show(shop, segmentId);
    },
    edit: (by, segmentId, input) => changed(by, segmentId, 'edit', input),
    async versions(shop, segmentId) {
      await found(shop, segmentId);
      return (await store.versions(shop, segmentId)).map(versionView);
    },
    async restore(by, segmentId, version) {
      const segment = await found(by.shop, segmentId);
      const past = (await store.versions(by.shop, segmentId)).find(
        (one) => one.version === version,
      );
      if (past === undefined) {
        throw new Refusal('notFound', 'This segment has no such version: reload the page.');
      }
      const { name, query } = past;
      return changed(by, segmentId, 'restore', { name, query, label: segment.label });
    },
    async accept(by, segmentId, count) {
      const segment = await found(by.shop, segmentId);
      await queries.accept(by.shop, segment.query, count);
      await noteAudit(deps.table, by.shop, noted(by, 'accept', segmentId, {}));
      if (segment.label !== null) await deps.wantMarks(by.shop);
      return show(by.shop, segmentId);
    },
    async remove(by, segmentId) {
      const segment = await found(by.shop, segmentId);
      refuseRemoval(await uses(by.shop, segment));
      const audit = noted(by, 'delete', segmentId, {
        name: { before: segment.name, after: null },
        query: { before: segment.query, after: null },
      });
      if ((await store.remove(by.shop, segment, audit)) === 'removed') return;
      throw new Refusal('conflict', 'Somebody else changed this just now: reload and try again.');
    },
    async preview(shop, { query: text, segmentId }) {
      const query = await queries.read(shop, text, 'query');
      const snapshot = await deps.snapshots.open(shop);
      if (snapshot === null) {
        throw new Refusal(
          'unavailable',
          'The classes have not been computed yet: wait until the history is loaded.',
          { why: 'noRunYet' },
        );
      }
      const others = (await store.list(shop)).filter((one) => one.segmentId !== segmentId);
      return previewSegment(shop, query, await readable(shop, others), snapshot, deps);
    },
  };

  /** Those whose queries can be asked; one that cannot shares nobody. */
  async function readable(shop: string, segments: readonly Segment[]): Promise<OtherSegment[]> {
    const others: OtherSegment[] = [];
    for (const { segmentId, name, query: text } of segments) {
      try {
        const query = await queries.read(shop, text, 'query');
        others.push({ id: segmentId, name, text, query });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
      }
    }
    return others;
  }
}
