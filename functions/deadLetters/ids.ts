/** Deeper than the ids of any body lie. */
const deepest = 6;
const mostIds = 100;
const idText = /^[\w.-]{1,80}$/;

const orderNames = new Set(['order_id', 'orderId']);
const customerNames = new Set([
  'customer_id',
  'customerId',
  'admin_graphql_api_customer_kept_id',
  'admin_graphql_api_customer_deleted_id',
]);
const ownNames = new Set(['id', 'admin_graphql_api_id']);

/**
 * Ids of orders and customers anywhere in a body, found by the names of their fields. Rather one
 * too many than one too few: what is found here is what a redaction deletes.
 */
export function orderedIds(
  topic: string,
  body: unknown,
): { orderIds: string[]; customerIds: string[] } {
  const orders = new Set<string>();
  const customers = new Set<string>();
  const own = topic.startsWith('order') ? orders : topic.startsWith('customer') ? customers : null;

  function look(value: unknown, of: Set<string> | null, depth: number): void {
    if (typeof value !== 'object' || value === null || depth > deepest) return;
    for (const [name, inner] of Object.entries(value)) {
      if (orderNames.has(name)) add(orders, inner);
      else if (customerNames.has(name)) add(customers, inner);
      else if (ownNames.has(name) && of !== null) add(of, inner);
      else if (name === 'customer') look(inner, customers, depth + 1);
      else if (name === 'order' || name === 'order_edit') look(inner, orders, depth + 1);
      else if (/^orders(_|$)/.test(name) && Array.isArray(inner)) {
        for (const id of inner) add(orders, id);
      } else look(inner, null, depth + 1);
    }
  }

  look(body, own, 0);
  return { orderIds: [...orders], customerIds: [...customers] };
}

function add(to: Set<string>, value: unknown): void {
  if (typeof value !== 'string' && typeof value !== 'number') return;
  const id = /^gid:\/\/shopify\/\w+\/([^/?]+)/.exec(String(value))?.[1] ?? String(value);
  if (idText.test(id) && to.size < mostIds) to.add(id);
}
