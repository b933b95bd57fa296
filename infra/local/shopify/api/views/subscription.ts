import { gid } from '../../gid.ts';
import { utc } from '../../instant.ts';
import type { SubscriptionRecord } from '../../records/schema.ts';
import { apiVersion } from '../../version.ts';
import { enumOf } from '../../webhooks/topics.ts';
import type { View } from '../fields.ts';

export function subscriptionView(subscription: SubscriptionRecord): View {
  return {
    __typename: 'WebhookSubscription',
    id: gid('WebhookSubscription', subscription.id),
    legacyResourceId: subscription.id,
    topic: enumOf(subscription.topic),
    uri: subscription.uri,
    callbackUrl: subscription.uri,
    endpoint: { __typename: 'WebhookHttpEndpoint', callbackUrl: subscription.uri },
    format: 'JSON',
    filter: null,
    name: null,
    includeFields: [],
    metafieldNamespaces: [],
    metafields: [],
    createdAt: utc(subscription.createdAt),
    updatedAt: utc(subscription.createdAt),
    apiVersion: { displayName: apiVersion, handle: apiVersion, supported: true },
  };
}
