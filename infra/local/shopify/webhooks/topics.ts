/** Topics as headers name them, by the names GraphQL has for them. */
export const topics = [
  'app/scopes_update',
  'app/uninstalled',
  'bulk_operations/finish',
  'customer.tags_added',
  'customer.tags_removed',
  'customers/create',
  'customers/delete',
  'customers/merge',
  'customers/purchasing_summary',
  'customers/update',
  'customers_email_marketing_consent/update',
  'customers_marketing_consent/update',
  'orders/cancelled',
  'orders/create',
  'orders/delete',
  'orders/updated',
  'products/create',
  'products/update',
  'refunds/create',
] as const;

/** Declared in the app's file only, and sent whatever else is subscribed to. */
export const complianceTopics = [
  'customers/data_request',
  'customers/redact',
  'shop/redact',
] as const;

/** `CUSTOMER_TAGS_ADDED` for `customer.tags_added`. */
export function enumOf(topic: string): string {
  return topic.replaceAll(/[/.]/g, '_').toUpperCase();
}

/** The header's name of a topic GraphQL names; undefined for one that never happens here. */
export function topicOf(enumName: string): string | undefined {
  return topics.find((topic) => enumOf(topic) === enumName);
}
