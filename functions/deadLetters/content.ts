import { z } from 'zod';
import type { QueueName } from '../platform/attempts.ts';
import { parseLossless } from '../platform/losslessJson.ts';
import { shopItself } from '../intake/envelope.schema.ts';
import { orderedIds } from './ids.ts';

/** What can be told of a message without trusting it. */
export interface Content {
  /** Null where it names none. */
  shop: string | null;
  what: string;
  orderIds: string[];
  customerIds: string[];
}

export const unreadable = '(unreadable)';

const headSchema = z.object({
  kind: z.string().catch(''),
  shop: z.string().nullable().catch(null),
  source: z.string().catch(shopItself),
  topic: z.string().catch(''),
  job: z.string().catch(''),
});
const shopName = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;
/** What looks like a topic or a job's name; anything else might be somebody's words. */
const plainName = /^[a-z_.A-Z]{1,60}(\/[a-z_]{1,40})?$/;

/** Reads the outside of a message of any of the queues; a message of any shape has an answer. */
export function contentOf(queue: QueueName, body: string): Content {
  const end = queue === 'events' ? body.indexOf('\n') : -1;
  const outer = parsed(end < 0 ? body : body.slice(0, end));
  const head = headSchema.safeParse(outer).data;
  if (head === undefined) return { shop: null, what: unreadable, orderIds: [], customerIds: [] };
  const name = { events: head.topic || head.kind, issue: 'coupon', jobs: head.job }[queue];
  const told = end < 0 ? outer : parsed(body.slice(end + 1));
  const { orderIds, customerIds } = orderedIds(head.topic, told);
  const spaced = (ids: readonly string[]) =>
    head.source === shopItself ? [...ids] : ids.map((id) => `${head.source}:${id}`);
  return {
    shop: shopName.test(head.shop ?? '') ? head.shop : null,
    what: plainName.test(name) ? name : unreadable,
    orderIds: spaced(orderIds),
    customerIds: spaced(customerIds),
  };
}

function parsed(text: string): unknown {
  try {
    return parseLossless(text);
  } catch {
    return undefined;
  }
}
