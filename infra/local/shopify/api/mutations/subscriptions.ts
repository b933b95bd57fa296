import { GraphQLError } from 'graphql';
import { z } from 'zod';
import { gid, idOf } from '../../gid.ts';
import { topicOf } from '../../webhooks/topics.ts';
import type { View } from '../fields.ts';
import { done, notDone } from '../userError.ts';
import type { World } from '../world.ts';

const createArgs = z.object({
  topic: z.string(),
  webhookSubscription: z.object({
    uri: z.string().nullable().default(null),
    callbackUrl: z.string().nullable().default(null),
    format: z.string().nullable().default(null),
  }),
});
const deleteArgs = z.object({ id: z.string() });

/** Mutations of webhook subscriptions made through the API. */
export function subscriptionMutations(world: World): View {
  const { records, shop, show } = world;
  return {
    webhookSubscriptionCreate: (args: unknown) => {
      const { topic: name, webhookSubscription } = createArgs.parse(args);
      const topic = topicOf(name);
      if (topic === undefined)
        throw new GraphQLError(`the stand-in does not know the topic ${name}`);
      const uri = webhookSubscription.uri ?? webhookSubscription.callbackUrl ?? '';
      if (!/^https?:\/\//.test(uri)) {
        return notDone('webhookSubscription', [
          { field: ['webhookSubscription', 'callbackUrl'], message: 'Address is not allowed' },
        ]);
      }
      const taken = records.subscriptions.count(shop.domain, {
        sql: `json_extract(doc, '$.topic') = ? AND json_extract(doc, '$.uri') = ?`,
        values: [topic, uri],
      });
      if (taken > 0) {
        return notDone('webhookSubscription', [
          {
            field: ['webhookSubscription', 'callbackUrl'],
            message: 'Address for this topic has already been taken',
          },
        ]);
      }
      const id = records.nextId(shop.domain, 'WebhookSubscription');
      const subscription = { id, topic, uri, createdAt: world.now };
      records.subscriptions.put(shop.domain, subscription);
      return done('webhookSubscription', show.subscription(subscription));
    },
    webhookSubscriptionDelete: (args: unknown) => {
      const id = idOf('WebhookSubscription', deleteArgs.parse(args).id);
      if (records.subscriptions.get(shop.domain, id) === undefined) {
        return notDone('deletedWebhookSubscriptionId', [
          { field: ['id'], message: 'Webhook subscription does not exist' },
        ]);
      }
      records.subscriptions.remove(shop.domain, id);
      return done('deletedWebhookSubscriptionId', gid('WebhookSubscription', id));
    },
  };
}
