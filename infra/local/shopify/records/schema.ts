import { z } from 'zod';

/** Digits of an id; some are beyond 2^53, so they are never numbers here. */
const id = z.string();
const seconds = z.number().int();
const minor = z.number().int();

export const shopSchema = z.object({
  domain: z.string(),
  id,
  name: z.string(),
  email: z.string(),
  currency: z.string(),
  timeZone: z.string(),
  countryCode: z.string(),
  locale: z.string(),
  createdAt: seconds,
  installed: z.boolean(),
  scopes: z.array(z.string()),
  /** Without it, orders older than 60 days are hidden, though customers still count them. */
  readAllOrders: z.boolean(),
  /** Whether the app was approved to see names, addresses and e-mails. */
  personalData: z.enum(['approved', 'withheld']),
  taxesIncluded: z.boolean(),
  taxPpm: z.number().int(),
  shippingMinor: minor,
});
export type ShopRecord = z.infer<typeof shopSchema>;

export const emailStates = [
  'SUBSCRIBED',
  'UNSUBSCRIBED',
  'NOT_SUBSCRIBED',
  'PENDING',
  'INVALID',
] as const;
export type EmailState = (typeof emailStates)[number];

const consentSchema = z.object({ state: z.enum(emailStates), updatedAt: seconds.nullable() });

export const addressSchema = z.object({
  address1: z.string(),
  city: z.string(),
  province: z.string().nullable(),
  country: z.string(),
  countryCode: z.string(),
  zip: z.string(),
});

export const customerSchema = z.object({
  id,
  email: z.string().nullable(),
  phone: z.string().nullable(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  locale: z.string(),
  note: z.string().nullable(),
  tags: z.array(z.string()),
  createdAt: seconds,
  updatedAt: seconds,
  emailConsent: consentSchema,
  smsConsent: consentSchema,
  address: addressSchema.nullable(),
  metafields: z.array(
    z.object({ namespace: z.string(), key: z.string(), type: z.string(), value: z.string() }),
  ),
});
export type CustomerRecord = z.infer<typeof customerSchema>;

export const productSchema = z.object({
  id,
  variantId: id,
  title: z.string(),
  vendor: z.string(),
  productType: z.string(),
  tags: z.array(z.string()),
  sku: z.string(),
  priceMinor: minor,
  /** What it is to be had in; missing: it is of one kind. */
  options: z.array(z.object({ name: z.string(), values: z.array(z.string()) })).optional(),
  createdAt: seconds,
  updatedAt: seconds,
});
export type ProductRecord = z.infer<typeof productSchema>;

export const lineSchema = z.object({
  id,
  productId: id.nullable(),
  variantId: id.nullable(),
  title: z.string(),
  /** Such as "M / Red"; missing: of a product of one kind. */
  variantTitle: z.string().optional(),
  vendor: z.string().nullable(),
  sku: z.string().nullable(),
  quantity: z.number().int(),
  unitMinor: minor,
  /** This line's part of the order's discounts. */
  discountMinor: minor,
});
export type LineRecord = z.infer<typeof lineSchema>;

export const appliedDiscountSchema = z.object({
  kind: z.enum(['code', 'manual']),
  /** The code, or the title of a manual discount. */
  label: z.string(),
  target: z.enum(['lines', 'shipping']),
  /** Percentage points, or minor units. */
  value: z.discriminatedUnion('as', [
    z.object({ as: z.literal('percentage'), points: z.number() }),
    z.object({ as: z.literal('amount'), minor }),
  ]),
  minor,
});
export type AppliedDiscount = z.infer<typeof appliedDiscountSchema>;

export const refundSchema = z.object({
  id,
  transactionId: id,
  at: seconds,
  /** What left the shop, in its own currency. */
  minor,
  note: z.string().nullable(),
  lines: z.array(z.object({ id, lineId: id, quantity: z.number().int(), minor })),
});
export type RefundRecord = z.infer<typeof refundSchema>;

export const paymentStates = [
  'PENDING',
  'AUTHORIZED',
  'PARTIALLY_PAID',
  'PAID',
  'PARTIALLY_REFUNDED',
  'REFUNDED',
  'VOIDED',
  'EXPIRED',
] as const;

export const orderSchema = z.object({
  id,
  number: z.number().int(),
  name: z.string(),
  customerId: id.nullable(),
  email: z.string().nullable(),
  createdAt: seconds,
  processedAt: seconds,
  updatedAt: seconds,
  cancelledAt: seconds.nullable(),
  cancelReason: z.enum(['CUSTOMER', 'DECLINED', 'FRAUD', 'INVENTORY', 'OTHER', 'STAFF']).nullable(),
  test: z.boolean(),
  sourceName: z.string(),
  presentment: z.object({ currency: z.string(), ratePpm: z.number().int() }).nullable(),
  payment: z.enum(paymentStates),
  fulfilled: z.boolean(),
  /** Whether lines were changed after it was placed. */
  edited: z.boolean().optional(),
  taxesIncluded: z.boolean(),
  /** Lines after discounts. */
  subtotalMinor: minor,
  discountMinor: minor,
  shippingMinor: minor,
  taxMinor: minor,
  tipMinor: minor,
  totalMinor: minor,
  receivedMinor: minor,
  saleTransactionId: id,
  discounts: z.array(appliedDiscountSchema),
  lines: z.array(lineSchema),
  refunds: z.array(refundSchema),
  tags: z.array(z.string()),
  note: z.string().nullable(),
});
export type OrderRecord = z.infer<typeof orderSchema>;

export const discountSchema = z.object({
  id,
  code: z.string(),
  title: z.string(),
  offer: z.discriminatedUnion('as', [
    z.object({ as: z.literal('percentage'), fraction: z.number() }),
    z.object({ as: z.literal('amount'), minor, onEachItem: z.boolean() }),
    z.object({ as: z.literal('freeShipping'), maximumMinor: minor.nullable() }),
  ]),
  startsAt: seconds,
  endsAt: seconds.nullable(),
  /** Null means everybody. */
  customerIds: z.array(id).nullable(),
  usageLimit: z.number().int().nullable(),
  oncePerCustomer: z.boolean(),
  minimumSubtotalMinor: minor.nullable(),
  minimumQuantity: z.number().int().nullable(),
  combinesWith: z.object({
    orderDiscounts: z.boolean(),
    productDiscounts: z.boolean(),
    shippingDiscounts: z.boolean(),
  }),
  createdAt: seconds,
  updatedAt: seconds,
});
export type DiscountRecord = z.infer<typeof discountSchema>;

export const subscriptionSchema = z.object({
  id,
  topic: z.string(),
  uri: z.string(),
  createdAt: seconds,
});
export type SubscriptionRecord = z.infer<typeof subscriptionSchema>;

export const bulkSchema = z.object({
  id,
  query: z.string(),
  groupObjects: z.boolean(),
  status: z.enum(['CREATED', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELED']),
  errorCode: z.enum(['ACCESS_DENIED', 'INTERNAL_SERVER_ERROR', 'TIMEOUT']).nullable(),
  createdAt: seconds,
  completedAt: seconds.nullable(),
  objectCount: z.number().int(),
  rootObjectCount: z.number().int(),
  fileBytes: z.number().int(),
});
export type BulkRecord = z.infer<typeof bulkSchema>;
