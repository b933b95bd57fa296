import { z } from 'zod';

/** What another shop sends: the one contract, published as JSON Schema and checked at the door. */

const idPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const amountPattern = /^\d{1,12}(\.\d{1,4})?$/;

const id = (of: string) =>
  z
    .string()
    .regex(idPattern, 'write an id of 1 to 64 letters, digits, dots, dashes or underscores')
    .describe(`${of} in the sending shop. Kept as "<source>:<id>".`);
const text = (most: number, of: string) => z.string().max(most).nullish().describe(of);
const instant = (of: string) =>
  z.iso
    .datetime({ offset: true, error: 'write an instant such as 2026-11-22T10:00:00Z' })
    .describe(`${of} ISO 8601 with an offset.`);
const amount = (of: string) =>
  z
    .string()
    .regex(amountPattern, 'write an amount as a string such as "12.30"')
    .describe(`${of} A decimal string in the order's currency, never negative.`);
const flag = (of: string) => z.boolean().optional().describe(of);

const person = {
  email: text(320, 'E-mail address.'),
  phone: text(50, 'Telephone number.'),
  firstName: text(200, 'Given name.'),
  lastName: text(200, 'Family name.'),
  address: z
    .strictObject({
      address1: text(300, 'Street and number.'),
      address2: text(300, 'What else the address says.'),
      city: text(200, 'City.'),
      province: text(200, 'State, province or prefecture.'),
      zip: text(40, 'Postal code.'),
      countryCode: z
        .string()
        .regex(/^[A-Z]{2}$/, 'write two capital letters such as "JP"')
        .nullish()
        .describe('ISO 3166-1, two capital letters.'),
    })
    .nullish()
    .describe('Postal address.'),
};
const keeps = 'Fields left out or null say nothing: they erase nothing.';

const buyer = z
  .strictObject({
    id: id('The customer'),
    ...person,
    updatedAt: instant("Last change of the customer; without it the order's.").optional(),
  })
  .describe(`Whose order it is; left out or null for a sale without a customer. ${keeps}`);

const order = z.strictObject({
  id: id('The order'),
  name: text(60, 'What staff and buyers call it, such as "1001". Shown as "<source>:<name>".'),
  placedAt: instant('When it was placed.'),
  updatedAt: instant('Last change of the order: of two states the later one holds.'),
  revision: z
    .number()
    .int()
    .min(0)
    .max(4_294_967_295)
    .optional()
    .describe(
      'Orders the states of one second: the highest holds. Without it the milliseconds of updatedAt do.',
    ),
  cancelledAt: instant('When it was cancelled: it counts for nothing then.').nullish(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'write three capital letters such as "USD"')
    .describe("ISO 4217. Must be the Shopify shop's own currency."),
  total: amount('What the buyer pays in all, tax, shipping and tips included, before refunds.'),
  discount: amount('All discounts together.').optional(),
  payment: z
    .enum([
      'pending',
      'authorized',
      'partially_paid',
      'paid',
      'partially_refunded',
      'refunded',
      'voided',
      'expired',
    ])
    .describe('Only orders that are paid at least in part count.'),
  refunds: z
    .array(
      z.strictObject({
        id: id('The refund'),
        at: instant('When the money left.'),
        amount: amount('Money that went back to the buyer.'),
      }),
    )
    .max(200)
    .optional()
    .describe('Every refund so far, not only the new one.'),
  codes: z.array(z.string().min(1).max(100)).max(50).optional().describe('Redeemed codes.'),
  channel: text(60, 'Where it was sold. Without it the name of the source.'),
  test: flag('Made to try things out: never counted.'),
  wholesale: flag('Bought by a company: ranked apart.'),
  subscription: flag('A renewal: money and an order, but says nothing of the rhythm of buying.'),
  inPerson: flag('Sold over the counter.'),
  staff: flag('Bought by staff.'),
  customer: buyer.nullish(),
  lines: z
    .array(
      z.strictObject({
        productId: id('The product').nullish(),
        quantity: z.number().int().min(0).max(1_000_000).describe('Pieces.'),
        total: amount('Of the line, after its discounts.'),
      }),
    )
    .max(1_000)
    .optional()
    .describe('What was bought.'),
});

const eventId = z.string().max(100).optional().describe('Yours, to find an event again. Not used.');

export const orderEventSchema = z
  .discriminatedUnion('kind', [
    z
      .strictObject({ kind: z.literal('order'), eventId, order })
      .describe('An order as it is now, whole: new, changed, paid, refunded or cancelled.'),
    z
      .strictObject({
        kind: z.literal('order.deleted'),
        eventId,
        order: z.strictObject({ id: id('The order') }),
      })
      .describe('The order is gone for good and does not come back.'),
    z
      .strictObject({
        kind: z.literal('customer'),
        eventId,
        customer: z.strictObject({
          id: id('The customer'),
          ...person,
          createdAt: instant('When they became a customer.').optional(),
          updatedAt: instant('Last change of the customer: the later word holds.'),
          tags: z
            .array(z.string().min(1).max(255))
            .max(250)
            .optional()
            .describe('All tags of the customer; left out, nothing is said of them.'),
        }),
      })
      .describe(`What is known of a customer beside their orders. ${keeps}`),
    z
      .strictObject({
        kind: z.literal('customer.redact'),
        eventId,
        customer: z.strictObject({ id: id('The customer') }),
        orders: z.array(id('The order')).max(1_000).optional().describe('Their orders, if known.'),
      })
      .describe('Erase this person: their money stays in the sums, they do not come back.'),
  ])
  .meta({
    $id: 'https://clientele.app/schemas/order',
    title: 'Clientele order event',
    description:
      'Body of POST /webhooks/orders/<address>. Send it as often as you like, in any order: the latest state holds.',
  });
export type OrderEvent = z.infer<typeof orderEventSchema>;

/** JSON Schema (draft 2020-12) of what another shop may send. */
export function orderEventJsonSchema(): object {
  return z.toJSONSchema(orderEventSchema, { target: 'draft-2020-12', io: 'input' });
}
