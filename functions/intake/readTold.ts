import { Poison } from '../platform/poison.ts';
import { Refusal } from '../platform/refusal.ts';
import { readDelivery, type Told } from '../shopify/payloads.ts';
import type { Envelope } from './envelope.schema.ts';

type Delivered = Extract<Envelope, { kind: 'delivery' }>;

/**
 * What a delivery says, in our words, whoever sent it. `deliveredAt` (epoch seconds) dates what the
 * body leaves undated.
 * @throws Poison, naming fields only, where the body can never be read
 */
export function readTold({ topic, body }: Delivered, deliveredAt: number): Told {
  try {
    return readDelivery(topic, body, deliveredAt);
  } catch (error) {
    throw error instanceof Refusal ? new Poison(error.message) : error;
  }
}
