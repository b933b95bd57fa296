import { z } from 'zod';
import type { ShopifyAdmin } from './adminClient.ts';
import { ShopifyFault } from './fault.ts';
import { discountByCodeQuery, discountCreateMutation } from './operations/discounts.ts';

/** A code for one customer alone, to be used once. Instants are epoch seconds. */
export interface DiscountDraft {
  code: string;
  /** Seen by staff only; with the customer it tells our codes from another's. */
  title: string;
  customerId: string;
  startsAt: number;
  endsAt: number;
  /** `amount` is a decimal string in the shop's currency. */
  offer: { kind: 'percentage'; percent: number } | { kind: 'amount'; amount: string };
  /** Least subtotal, a decimal string in the shop's currency. */
  minimumSubtotal: string | null;
}

/** A discount that stands under a code; `title` is null where it is of a kind we do not make. */
export interface FoundDiscount {
  discountId: string;
  title: string | null;
  customerIds: string[];
}

/**
 * - `refused`: the shop will not make this one, ever; `words` are the shop's, about the discount;
 * - `later`: certainly not made, and may be asked again.
 */
export type CreateOutcome =
  | { outcome: 'made'; discountId: string }
  | { outcome: 'taken' }
  | { outcome: 'refused'; code: string; words: string }
  | { outcome: 'later' };

/** Discount codes at the shop. What is thrown says nothing about whether the code was made. */
export interface Discounts {
  find(shop: string, code: string): Promise<FoundDiscount | null>;
  create(shop: string, draft: DiscountDraft): Promise<CreateOutcome>;
}

const idSchema = z.object({ id: z.string() });

const foundSchema = z.object({
  codeDiscountNodeByCode: z
    .object({
      id: z.string(),
      codeDiscount: z.object({
        title: z.string().optional(),
        context: z.object({ customers: z.array(idSchema).optional() }).optional(),
      }),
    })
    .nullable(),
});

const createdSchema = z.object({
  discountCodeBasicCreate: z
    .object({
      codeDiscountNode: idSchema.nullable(),
      userErrors: z.array(
        z.object({
          code: z.string().nullable(),
          field: z.array(z.string()).nullable(),
          message: z.string(),
        }),
      ),
    })
    .nullable(),
});

const customerGid = 'gid://shopify/Customer/';

export function openDiscounts(admin: ShopifyAdmin): Discounts {
  return {
    async find(shop, code) {
      const data = await admin.graphql(shop, discountByCodeQuery, { code }, foundSchema);
      const node = data.codeDiscountNodeByCode;
      if (node === null) return null;
      return {
        discountId: node.id,
        title: node.codeDiscount.title ?? null,
        customerIds: (node.codeDiscount.context?.customers ?? []).map(({ id }) =>
          id.replace(customerGid, ''),
        ),
      };
    },
    async create(shop, draft) {
      try {
        const variables = { discount: basicInput(draft) };
        const data = await admin.graphql(shop, discountCreateMutation, variables, createdSchema);
        return outcomeOf(data);
      } catch (error) {
        if (error instanceof ShopifyFault && certainlyNotDone.has(error.kind)) {
          return { outcome: 'later' };
        }
        throw error;
      }
    },
  };
}

const certainlyNotDone: ReadonlySet<string> = new Set(['unauthenticated', 'refused', 'busy']);

function outcomeOf(data: z.infer<typeof createdSchema>): CreateOutcome {
  const answer = data.discountCodeBasicCreate;
  if (answer === null) return { outcome: 'later' };
  const errors = answer.userErrors;
  if (errors.some((error) => error.code === 'TAKEN')) return { outcome: 'taken' };
  if (errors.some((error) => error.code === 'INTERNAL_ERROR')) return { outcome: 'later' };
  const first = errors[0];
  if (first !== undefined) {
    return { outcome: 'refused', code: first.code ?? 'UNKNOWN', words: first.message };
  }
  return answer.codeDiscountNode === null
    ? { outcome: 'later' }
    : { outcome: 'made', discountId: answer.codeDiscountNode.id };
}

function basicInput(draft: DiscountDraft) {
  const { offer } = draft;
  return {
    title: draft.title,
    code: draft.code,
    startsAt: iso(draft.startsAt),
    endsAt: iso(draft.endsAt),
    context: { customers: { add: [`${customerGid}${draft.customerId}`] } },
    customerGets: {
      items: { all: true },
      value:
        offer.kind === 'percentage'
          ? { percentage: offer.percent / 100 }
          : { discountAmount: { amount: offer.amount, appliesOnEachItem: false } },
    },
    ...(draft.minimumSubtotal === null
      ? {}
      : {
          minimumRequirement: {
            subtotal: { greaterThanOrEqualToSubtotal: draft.minimumSubtotal },
          },
        }),
    appliesOncePerCustomer: true,
    usageLimit: 1,
    combinesWith: { orderDiscounts: false, productDiscounts: false, shippingDiscounts: false },
  };
}

function iso(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
