import { nameOf, openPerson } from '../customers/person.ts';
import { isGone } from '../customers/profile.ts';
import { readCustomers, readMerged } from '../customers/store.ts';
import { auditWrite, noteAudit, type AuditEntry } from '../platform/auditLog.ts';
import type { Table } from '../platform/dynamo.ts';
import type { Objects } from '../platform/objects.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Vault } from '../platform/vault.ts';
import type { ShopStore } from '../shops/store.ts';
import { readExport } from './exportObject.ts';
import { dueAtMs, type PrivacyRequest } from './request.schema.ts';
import type { RequestInput, RequestList, RequestView } from './requests.schema.ts';
import { keepRequest, listRequests, readRequest, writeRequest } from './store.ts';

export interface RequestDeskDeps {
  table: Table;
  vault: Vault;
  objects: Objects;
  shops: Pick<ShopStore, 'readSettings'>;
  /** Wall time, epoch milliseconds. */
  nowMs: () => number;
  /** Asks for a request to be worked on. */
  requestPrivacy: (shop: string, requestId: string) => Promise<void>;
}

/** A member of staff, at the shop their session names. */
export interface Staff {
  shop: string;
  userId: string;
}

/** What customers asked about their data, as staff see it and act on it. */
export interface RequestDesk {
  list(shop: string): Promise<RequestList>;
  /** By hand; the same open request is not made twice. */
  ask(by: Staff, input: RequestInput): Promise<RequestView>;
  export(
    by: Staff,
    id: string,
    format: 'json' | 'html',
  ): Promise<{ text: string; customerId: string | null }>;
  /** Staff gave the export to the customer. */
  done(by: Staff, id: string): Promise<RequestView>;
}

const dayMs = 86_400_000;

export function openRequestDesk(deps: RequestDeskDeps): RequestDesk {
  const { table, vault, objects, shops, nowMs, requestPrivacy } = deps;

  const keptDays = async (shop: string) =>
    (await shops.readSettings(shop)).settings.retentionDays.exports;

  async function views(shop: string, requests: readonly PrivacyRequest[]): Promise<RequestView[]> {
    const days = await keptDays(shop);
    const ids = requests.flatMap(({ customerId }) => (customerId === null ? [] : [customerId]));
    const customers = await readCustomers(table, shop, [...new Set(ids)]);
    const names = new Map(
      customers.map(({ item }) => {
        const person = openPerson(vault, shop, item.customerId, item.personal);
        return [item.customerId, nameOf(person)];
      }),
    );
    return requests.map((request) => {
      const name = request.customerId === null ? null : (names.get(request.customerId) ?? null);
      return requestView(request, name, days, nowMs());
    });
  }

  async function view(shop: string, request: PrivacyRequest): Promise<RequestView> {
    const [shown] = await views(shop, [request]);
    if (shown === undefined) throw new Error('a request without a view');
    return shown;
  }

  async function existing(shop: string, id: string): Promise<PrivacyRequest> {
    const request = await readRequest(table, shop, id);
    if (request === undefined) {
      throw new Refusal('notFound', 'There is no such privacy request in this shop.');
    }
    return request;
  }

  const audit = (by: Staff, action: string, request: Pick<PrivacyRequest, 'id'>): AuditEntry => ({
    atMs: nowMs(),
    userId: by.userId,
    action: `privacy.${action}`,
    subject: `privacy/${request.id}`,
    changes: {},
  });

  return {
    async list(shop) {
      const requests = await views(shop, await listRequests(table, shop));
      const waiting = requests.filter(({ state }) => state !== 'done');
      const overdue = waiting.filter(({ daysLeft }) => daysLeft < 0);
      return { requests, overdue: overdue.length, waiting: waiting.length };
    },
    async ask(by, { kind, customerId }) {
      const { shop } = by;
      const { item } = await readMerged(table, shop, customerId);
      if (item.rev === 0 || isGone(item)) {
        throw new Refusal('notFound', 'There is no such customer in this shop.');
      }
      const same = (await listRequests(table, shop)).find(
        (one) => one.kind === kind && one.customerId === item.customerId && one.state !== 'done',
      );
      const id = same?.id ?? `${kind}-${item.customerId}-${String(nowMs())}`;
      await keepRequest(table, shop, {
        id,
        kind,
        customerId: item.customerId,
        orderIds: [],
        requestId: null,
        receivedAtMs: nowMs(),
        state: 'open',
        askedBy: by.userId,
      });
      if (same === undefined)
        await noteAudit(table, shop, audit(by, kind === 'dataRequest' ? 'ask' : 'erase', { id }));
      await requestPrivacy(shop, id);
      return view(shop, await existing(shop, id));
    },
    async export(by, id, format) {
      const { shop } = by;
      const request = await existing(shop, id);
      const made =
        request.readyAtMs === null ? undefined : await readExport({ objects, vault }, shop, id);
      if (made === undefined) {
        throw new Refusal(
          'notFound',
          'This request has no export now: it is not made yet, or its time is over. Ask for a new one on the customer’s page.',
        );
      }
      await noteAudit(table, shop, audit(by, 'export', request));
      return { text: made[format], customerId: request.customerId };
    },
    async done(by, id) {
      const { shop } = by;
      const request = await existing(shop, id);
      if (request.state === 'done') return view(shop, request);
      if (request.kind !== 'dataRequest') {
        throw new Refusal('conflict', 'An erasure is done by itself: look again in a moment.');
      }
      const after: PrivacyRequest = {
        ...request,
        state: 'done',
        doneAtMs: nowMs(),
        doneBy: by.userId,
      };
      const entry = auditWrite(shop, audit(by, 'done', request), request.rev + 1);
      const kept = await writeRequest(table, shop, after, [entry]);
      if (kept === undefined) {
        throw new Refusal('conflict', 'This request was changed meanwhile: look at it again.');
      }
      return view(shop, kept);
    },
  };
}

function requestView(
  request: PrivacyRequest,
  customerName: string | null,
  keptDays: number,
  nowMs: number,
): RequestView {
  const { id, kind, customerId, state, readyAtMs, outcome, erased } = request;
  const dueMs = dueAtMs(request);
  const untilMs = readyAtMs === null ? null : readyAtMs + keptDays * dayMs;
  return {
    id,
    kind,
    customerId,
    customerName,
    receivedAt: instant(request.receivedAtMs),
    dueAt: instant(dueMs),
    daysLeft: wholeDays(dueMs - nowMs),
    state,
    askedBy: request.askedBy === null ? 'shop' : 'staff',
    exportUntil: untilMs === null || untilMs <= nowMs ? null : instant(untilMs),
    doneAt: request.doneAtMs === null ? null : instant(request.doneAtMs),
    outcome,
    erased,
  };
}

/** A day that has begun counts: until the end no day is lost, after it one is over at once. */
function wholeDays(ms: number): number {
  return ms < 0 ? Math.floor(ms / dayMs) : Math.ceil(ms / dayMs);
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}
