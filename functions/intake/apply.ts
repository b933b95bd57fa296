import type { Log } from '../platform/log.ts';
import { failureOf } from '../platform/failureOf.ts';
import { Poison } from '../platform/poison.ts';
import type { BatchHandler, Failure } from '../platform/queue.ts';
import { Refusal } from '../platform/refusal.ts';
import { applyTold, readMessage, type Applied, type TellingDeps } from './applyTold.ts';
import { unpackEnvelope } from './unpackEnvelope.ts';
import { openShop, type OpenShop } from './openShop.ts';
import { turnsOf } from './turns.ts';

export interface ApplyDeps extends TellingDeps {
  log: Log;
  /** Called once a batch and shop in which something changed: classes and rules may have work. */
  onChanged: (shop: string, changed: Changed) => Promise<void>;
}

/** What a batch changed in one shop. */
export interface Changed {
  /** Messages that had an effect. */
  applied: number;
  /** Marks written for rules to look at. */
  dueMarks: number;
}

/**
 * Applies what the queue holds: each message by itself, in any order, any number of times. A
 * message that failed is named with the reason, never lost in silence. Those about one customer
 * take turns, because side by side they would only get in each other's way.
 */
export function applyBatch(deps: ApplyDeps): BatchHandler {
  return async (batch) => {
    const shops = new Map<string, Promise<OpenShop>>();
    const open = (shop: string) => {
      const known = shops.get(shop) ?? openShop(deps, shop);
      shops.set(shop, known);
      return known;
    };
    const why = new Map<string, Failure>();
    const changes = new Map<string, Changed>();
    const orFailed = async <T>(id: string, work: () => Promise<T>): Promise<T | undefined> => {
      try {
        return await work();
      } catch (error) {
        why.set(id, failureOf(error));
        deps.log.error('apply.failed', { message: id, ...faultOf(error) });
        return undefined;
      }
    };
    const messages = await Promise.all(
      batch.map(({ id, body }) =>
        orFailed(id, async () => {
          const envelope = unpackEnvelope(body);
          return { id, ...readMessage(await open(envelope.shop), envelope) };
        }),
      ),
    );
    const readable = messages.filter((message) => message !== undefined);
    await Promise.all(
      turnsOf(readable).map(async (turns) => {
        for (const message of turns) {
          await orFailed(message.id, async () => {
            const { shop } = message.shop;
            const applied = await applyTold(deps, message);
            count(changes, shop, applied);
            report(deps.log, shop, applied);
          });
        }
      }),
    );
    for (const [shop, changed] of changes) await deps.onChanged(shop, changed);
    return { failed: [...why.keys()], why };
  };
}

function count(changes: Map<string, Changed>, shop: string, { outcome, dueMarks }: Applied): void {
  if (outcome !== 'applied') return;
  const sum = changes.get(shop) ?? { applied: 0, dueMarks: 0 };
  changes.set(shop, { applied: sum.applied + 1, dueMarks: sum.dueMarks + dueMarks });
}

/** Everyday outcomes are not worth a line; what was dropped is, so that it can be counted. */
function report(log: Log, shop: string, { outcome, what, reason }: Applied): void {
  if (outcome === 'dropped') log.warn('apply.dropped', { shop, what, reason: reason ?? '' });
}

/** Our own words only: another's message may quote what it failed on. */
function faultOf(error: unknown): { fault: string; detail: string } {
  if (error instanceof Poison) return { fault: 'poison', detail: error.message };
  if (error instanceof Refusal) return { fault: error.code, detail: error.message };
  return { fault: error instanceof Error ? error.name : 'unknown', detail: '' };
}
