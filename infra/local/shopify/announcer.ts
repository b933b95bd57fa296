import type { Clock } from '../../../functions/platform/clock.ts';
import { randomUuid } from './random.ts';
import type { Records } from './records/records.ts';
import type { ShopRecord } from './records/schema.ts';
import { everything } from './records/shelf.ts';
import type { Announce } from './trade/announce.ts';
import { encode } from './webhooks/encode.ts';
import type { Outbox } from './webhooks/outbox.ts';
import { complianceTopics } from './webhooks/topics.ts';

export interface AnnouncerOptions {
  records: Records;
  outbox: Outbox;
  clock: Clock;
  random: () => number;
  webhookUrl: string;
  appTopics: readonly string[];
  wake: () => void;
}

export interface Announcer {
  newEventId(): string;
  /** Puts webhooks of a shop into the outbox, one a place that listens to the topic. */
  announceIn(shop: ShopRecord): Announce;
}

/** Who hears of what: the app's declared topics, those subscribed to, and compliance always. */
export function openAnnouncer(options: AnnouncerOptions): Announcer {
  const { records, outbox, clock } = options;
  const declared = new Set([...options.appTopics, ...complianceTopics]);

  function placesFor(shop: ShopRecord, topic: string): Set<string> {
    const afterUninstall = topic === 'shop/redact';
    if (!shop.installed && !afterUninstall) return new Set();
    const places = new Set(declared.has(topic) ? [options.webhookUrl] : []);
    for (const subscription of records.subscriptions.select(shop.domain, everything, 'id', null)) {
      if (subscription.topic === topic) places.add(subscription.uri);
    }
    return places;
  }

  return {
    newEventId: () => randomUuid(options.random),
    announceIn: (shop) => (topic, payload, eventId) => {
      const places = placesFor(shop, topic);
      if (places.size === 0) return;
      const body = encode(payload());
      const triggeredAt = `${new Date(clock.businessMs()).toISOString().slice(0, -1)}000Z`;
      for (const uri of places) {
        outbox.add({ shop: shop.domain, topic, uri, eventId, triggeredAt, body }, clock.wallMs());
      }
      options.wake();
    },
  };
}
