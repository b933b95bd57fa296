/** Topics that are taken in; any other is answered, counted and dropped. */
export const topics: ReadonlySet<string> = new Set([
  'orders/create',
  'orders/updated',
  'orders/cancelled',
  'orders/paid',
  'orders/edited',
  'orders/delete',
  'refunds/create',
  'customers/create',
  'customers/update',
  'customers/delete',
  'customers/merge',
  'customers/purchasing_summary',
  'customer.tags_added',
  'customer.tags_removed',
  'customers_email_marketing_consent/update',
  'customers_marketing_consent/update',
  'products/create',
  'products/update',
  'app/scopes_update',
  'app/uninstalled',
  'customers/data_request',
  'customers/redact',
  'shop/redact',
]);

/** Topics whose body is a whole order, which can be asked for again instead. */
export const wholeOrderTopics: ReadonlySet<string> = new Set([
  'orders/create',
  'orders/updated',
  'orders/cancelled',
  'orders/paid',
]);
