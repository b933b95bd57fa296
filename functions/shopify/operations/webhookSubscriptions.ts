export const webhookSubscriptionsQuery = `#graphql
query WebhookSubscriptions($after: String) {
  webhookSubscriptions(first: 100, after: $after) {
    nodes {
      topic
      uri
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}`;

export const webhookSubscribeMutation = `#graphql
mutation WebhookSubscribe($topic: WebhookSubscriptionTopic!, $uri: String!) {
  webhookSubscriptionCreate(topic: $topic, webhookSubscription: { uri: $uri, format: JSON }) {
    webhookSubscription {
      id
    }
    userErrors {
      field
      message
    }
  }
}`;
