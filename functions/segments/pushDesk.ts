import { changedFields, type AuditEntry } from '../platform/auditLog.ts';
import type { Clock } from '../platform/clock.ts';
import type { Table } from '../platform/dynamo.ts';
import { Refusal } from '../platform/refusal.ts';
import { refuseLabel } from './pushLabel.ts';
import type { PushState } from './pushState.ts';
import { changePush, readPush } from './pushStore.ts';
import type { By } from './segmentDesk.ts';
import type { PushInput, PushView } from './segments.schema.ts';

export interface PushDeskDeps {
  table: Table;
  clock: Clock;
  /** Whether the shop lets us write customers. */
  allowed: (shop: string) => Promise<boolean>;
  /** Has a run made soon. */
  request: (shop: string) => Promise<void>;
}

/** What staff may do about marks at the shop. */
export interface PushDesk {
  show(shop: string): Promise<PushView>;
  /** What is on is marked from now on; what is turned off here is taken off, but for "off" itself. */
  set(by: By, config: PushInput): Promise<PushView>;
  /** Looks at the marks again now. */
  run(by: By): Promise<PushView>;
  /** Takes off everything that is ours, and nothing else; nothing is marked from then on. */
  remove(by: By): Promise<PushView>;
}

export function openPushDesk({ table, clock, allowed, request }: PushDeskDeps): PushDesk {
  const noted =
    (by: By, action: string) =>
    (before: PushState, after: PushState): AuditEntry => ({
      atMs: clock.wallMs(),
      userId: by.userId,
      action: `push.${action}`,
      subject: 'push',
      changes: changedFields(before.config, after.config, ['on', 'as', 'prefix', 'schemes']),
    });

  async function show(shop: string): Promise<PushView> {
    return viewOf(await readPush(table, shop), await allowed(shop));
  }

  async function requireLeave(shop: string): Promise<void> {
    if (await allowed(shop)) return;
    throw new Refusal(
      'forbidden',
      'Marking customers takes leave to write customers (write_customers): allow it, then try again.',
      { why: 'pushNotAllowed' },
    );
  }

  return {
    show,
    async set(by, config) {
      refuseLabel(config.prefix, 'prefix');
      if (config.on) await requireLeave(by.shop);
      await changePush(
        table,
        by.shop,
        (state) => ({
          ...state,
          config,
          removing: config.on ? false : state.removing,
          wanted: config.on ? state.wanted + 1 : state.wanted,
        }),
        noted(by, 'set'),
      );
      if (config.on) await request(by.shop);
      return show(by.shop);
    },
    async run(by) {
      await requireLeave(by.shop);
      const { config } = await readPush(table, by.shop);
      if (!config.on) {
        throw new Refusal('conflict', 'Marking customers is off: turn it on first.', {
          why: 'pushOff',
        });
      }
      await changePush(table, by.shop, (state) => ({ ...state, wanted: state.wanted + 1 }));
      await request(by.shop);
      return show(by.shop);
    },
    async remove(by) {
      await requireLeave(by.shop);
      await changePush(
        table,
        by.shop,
        (state) => ({
          ...state,
          config: { ...state.config, on: false },
          removing: true,
          wanted: state.wanted + 1,
        }),
        noted(by, 'remove'),
      );
      await request(by.shop);
      return show(by.shop);
    },
  };
}

function viewOf(state: PushState, isAllowed: boolean): PushView {
  const { config, run, last, wanted, did, carrying, heldLabels } = state;
  return {
    ...config,
    allowed: isAllowed,
    state: run !== null || wanted > did ? 'waiting' : last === null ? 'never' : 'done',
    done: run?.done ?? last?.total ?? 0,
    total: run?.total ?? last?.total ?? 0,
    carrying,
    finishedAt: last === null ? null : new Date(last.finishedAtMs).toISOString(),
    heldLabels,
  };
}
