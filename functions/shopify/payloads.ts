import { z } from 'zod';
import type { ComplianceRequest, Product, Told } from '../intake/told.ts';
import { parseLossless } from '../platform/losslessJson.ts';
import { Refusal } from '../platform/refusal.ts';
import { grantedScopes } from './apiVersion.ts';
import { gidOf, idField, instantField, textField } from './payloadFields.ts';
import { productOptionsField } from './productOptions.ts';
import { productTagsField } from './productTags.ts';
import {
  consentTold,
  customerDeleted,
  customerTold,
  summaryTold,
  tagsTold,
} from './payloadsCustomer.ts';
import { orderTold } from './payloadsOrder.ts';

const readers: Readonly<Record<string, (body: unknown, deliveredAt: number) => Told>> = {
  'orders/create': orderTold,
  'orders/updated': orderTold,
  'orders/cancelled': orderTold,
  'orders/paid': orderTold,
  'orders/delete': (body) => ({ kind: 'orderDeleted', orderId: deletedOrder.parse(body).id }),
  // These two tell of an order without being one.
  'orders/edited': (body) => ({
    kind: 'reread',
    orderId: z.object({ order_edit: z.object({ order_id: idField }) }).parse(body).order_edit
      .order_id,
  }),
  'refunds/create': (body) => ({
    kind: 'reread',
    orderId: z.object({ order_id: idField }).parse(body).order_id,
  }),
  'customers/create': customerTold,
  'customers/update': customerTold,
  'customers/delete': customerDeleted,
  'customers/merge': mergeTold,
  'customers/purchasing_summary': summaryTold,
  'customer.tags_added': (body) => tagsTold(body, true),
  'customer.tags_removed': (body) => tagsTold(body, false),
  'customers_email_marketing_consent/update': (body, at) => consentTold(body, 'email', at),
  'customers_marketing_consent/update': (body, at) => consentTold(body, 'sms', at),
  'products/create': productTold,
  'products/update': productTold,
  'app/scopes_update': scopesTold,
  'app/uninstalled': uninstalledTold,
  'customers/data_request': (body) => complianceTold('customers/data_request', body),
  'customers/redact': (body) => complianceTold('customers/redact', body),
  'shop/redact': (body) => complianceTold('shop/redact', body),
};

/**
 * Reads a delivery's body. Refused, naming fields only and no values, where it is not what the
 * topic promises. `deliveredAt` (epoch seconds) dates what the body leaves undated.
 */
export function readDelivery(topic: string, body: string, deliveredAt: number): Told {
  const reader = readers[topic];
  if (reader === undefined) throw new Refusal('invalid', 'Nothing here reads this topic.');
  try {
    return reader(parseLossless(body), deliveredAt);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const fields =
      error instanceof z.ZodError
        ? error.issues.map((issue) => issue.path.join('.')).slice(0, 5)
        : ['(not JSON)'];
    throw new Refusal('invalid', `The body is not what ${topic} promises: ${fields.join(', ')}.`);
  }
}

const scopesPayload = z.object({ current: z.array(z.string()), updated_at: instantField });

function scopesTold(body: unknown): Told {
  const { current, updated_at: at } = scopesPayload.parse(body);
  return { kind: 'scopes', scopes: grantedScopes(current.join(',')), atMs: at * 1000 };
}

export const productPayload = z.object({
  id: idField,
  admin_graphql_api_id: gidOf('Product').nullish(),
  title: textField,
  product_type: textField,
  vendor: textField,
  tags: productTagsField,
  options: productOptionsField,
  updated_at: instantField.nullish(),
});

function productTold(body: unknown, deliveredAt: number): Told {
  const told = productPayload.parse(body);
  const product: Product = {
    productId: told.admin_graphql_api_id ?? told.id,
    title: told.title,
    type: told.product_type,
    vendor: told.vendor,
    tags: told.tags,
    options: told.options,
    updatedAt: told.updated_at ?? deliveredAt,
  };
  return { kind: 'product', product };
}

/**
 * The topic's header is unsigned, so nothing is undone for its sake alone: a whole order under this
 * topic is somebody's replay of another delivery, and so is anything but a shop under the next.
 */
const deletedOrder = z.object({ id: idField, updated_at: z.undefined().optional() });
const goneShop = z.object({ myshopify_domain: z.string().nullable() });

function uninstalledTold(body: unknown): Told {
  goneShop.parse(body);
  return { kind: 'uninstalled' };
}

const mergePayload = z.object({
  admin_graphql_api_customer_kept_id: gidOf('Customer'),
  admin_graphql_api_customer_deleted_id: gidOf('Customer'),
  status: z.string(),
});

/** Told when it begins and when it fails, too. */
function mergeTold(body: unknown): Told {
  const told = mergePayload.parse(body);
  return {
    kind: 'merged',
    keptId: told.admin_graphql_api_customer_kept_id,
    deletedId: told.admin_graphql_api_customer_deleted_id,
    completed: told.status.toLowerCase() === 'completed',
  };
}

/** What an address lacks must not keep a person from being erased. */
const anyMail = textField.catch(null);

const compliancePayload = z.object({
  shop_domain: z.string().max(300),
  customer: z.object({ id: idField.nullish(), email: anyMail }).nullish(),
  orders_requested: z.array(idField).nullish(),
  orders_to_redact: z.array(idField).nullish(),
  data_request: z.object({ id: idField }).nullish(),
});

function complianceTold(topic: ComplianceRequest['topic'], body: unknown): Told {
  const told = compliancePayload.parse(body);
  const request: ComplianceRequest = {
    topic,
    shopDomain: told.shop_domain,
    customerId: told.customer?.id ?? null,
    email: told.customer?.email ?? null,
    orderIds: told.orders_requested ?? told.orders_to_redact ?? [],
    requestId: told.data_request?.id ?? null,
  };
  return { kind: 'compliance', request };
}
