import { z } from 'zod';
import type { ShopifyAdmin } from './adminClient.ts';
import { ShopifyFault } from './fault.ts';
import {
  webhookSubscribeMutation,
  webhookSubscriptionsQuery,
} from './operations/webhookSubscriptions.ts';

/**
 * What a shop must tell us for its customer files to stay exact. The compliance topics are
 * declared with the app itself and cannot be subscribed to here.
 */
export const webhookTopics = [
  'ORDERS_CREATE',
  'ORDERS_UPDATED',
  'ORDERS_CANCELLED',
  'ORDERS_DELETE',
  'CUSTOMERS_CREATE',
  'CUSTOMERS_UPDATE',
  'CUSTOMERS_DELETE',
  'CUSTOMERS_MERGE',
  'CUSTOMER_TAGS_ADDED',
  'CUSTOMER_TAGS_REMOVED',
  'CUSTOMERS_EMAIL_MARKETING_CONSENT_UPDATE',
  'CUSTOMERS_MARKETING_CONSENT_UPDATE',
  'PRODUCTS_CREATE',
  'PRODUCTS_UPDATE',
  'APP_SCOPES_UPDATE',
  'APP_UNINSTALLED',
] as const;

const pageSchema = z.object({
  webhookSubscriptions: z.object({
    nodes: z.array(z.object({ topic: z.string(), uri: z.string() })),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});
const subscribedSchema = z.object({
  webhookSubscriptionCreate: z.object({ userErrors: z.array(z.object({ message: z.string() })) }),
});

/** Subscribes `uri` to every topic it lacks, and answers those; running it again changes nothing. */
export async function ensureSubscribed(
  shop: string,
  uri: string,
  admin: ShopifyAdmin,
): Promise<string[]> {
  const known = await subscribedTopics(shop, uri, admin);
  const lacking = webhookTopics.filter((topic) => !known.has(topic));
  for (const topic of lacking) {
    const { webhookSubscriptionCreate } = await admin.graphql(
      shop,
      webhookSubscribeMutation,
      { topic, uri },
      subscribedSchema,
    );
    const reasons = webhookSubscriptionCreate.userErrors.map(({ message }) => message);
    // Another run may have subscribed it meanwhile: only what is still missing is a failure.
    if (reasons.length > 0 && !(await subscribedTopics(shop, uri, admin)).has(topic)) {
      throw new ShopifyFault('refused', 'WebhookSubscribe', { codes: [topic], reasons });
    }
  }
  return lacking;
}

async function subscribedTopics(
  shop: string,
  uri: string,
  admin: ShopifyAdmin,
): Promise<Set<string>> {
  const topics = new Set<string>();
  let after: string | null = null;
  do {
    const page: z.infer<typeof pageSchema> = await admin.graphql(
      shop,
      webhookSubscriptionsQuery,
      { after },
      pageSchema,
    );
    const { nodes, pageInfo } = page.webhookSubscriptions;
    for (const node of nodes) if (node.uri === uri) topics.add(node.topic);
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return topics;
}
