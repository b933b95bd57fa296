import { packEnvelope } from '../intake/packEnvelope.ts';
import { openShopStore } from '../shops/store.ts';
import type { ReceiveEventDeps } from '../sources/receiveEvent.ts';
import { openSourceStore } from '../sources/store.ts';
import type { Parts } from './parts.ts';

/** What taking in another shop's events works with. */
export function eventReceiver(
  parts: Pick<Parts, 'table' | 'vault' | 'clock' | 'log'> & {
    queues: Pick<Parts['queues'], 'events'>;
  },
): ReceiveEventDeps {
  const { table, vault, clock, log, queues } = parts;
  return {
    sources: openSourceStore(table),
    shops: openShopStore(table),
    vault,
    clock,
    log,
    enqueue: (envelope) => queues.events.send(packEnvelope(envelope), { group: envelope.shop }),
  };
}
