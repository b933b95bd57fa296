import { Poison } from '../platform/poison.ts';
import { Refusal } from '../platform/refusal.ts';
import { readDelivery } from '../shopify/payloads.ts';
import { readEvent } from '../sources/readEvent.ts';
import { type Envelope, shopItself } from './envelope.schema.ts';
import type { Told } from './told.ts';

type Delivered = Extract<Envelope, { kind: 'delivery' }>;

/**
 * What a delivery says, in our words, whoever sent it. `deliveredAt` (epoch seconds) dates what the
 * body leaves undated; `currency` is the shop's own.
 * @throws Poison, naming fields only, where the body can never be read
 */
export function readTold(
  { shop, source, topic, body }: Delivered,
  deliveredAt: number,
  currency: string,
): Told {
  try {
    return source === shopItself
      ? readDelivery(topic, body, deliveredAt)
      : readEvent(body, { shop, source, currency });
  } catch (error) {
    throw error instanceof Refusal ? new Poison(error.message) : error;
  }
}
