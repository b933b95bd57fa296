import { GraphQLError } from 'graphql';
import { z } from 'zod';
import { minorOf } from '../../amount.ts';
import { partsOf } from '../../gid.ts';
import { codeKey } from '../../records/records.ts';
import type { DiscountRecord } from '../../records/schema.ts';
import type { UserError } from '../userError.ts';
import type { World } from '../world.ts';

const sharedInput = {
  title: z.string().nullable().default(null),
  code: z.string().nullable().default(null),
  startsAt: z.string().nullable().default(null),
  endsAt: z.string().nullable().default(null),
  usageLimit: z.number().int().nullable().default(null),
  appliesOncePerCustomer: z.boolean().nullable().default(null),
  combinesWith: z
    .object({
      orderDiscounts: z.boolean().nullable().default(null),
      productDiscounts: z.boolean().nullable().default(null),
      shippingDiscounts: z.boolean().nullable().default(null),
    })
    .nullable()
    .default(null),
  context: z
    .object({
      all: z.string().nullable().default(null),
      customers: z
        .object({ add: z.array(z.string()).nullable().default(null) })
        .nullable()
        .default(null),
      customerSegments: z.unknown().default(null),
      markets: z.unknown().default(null),
    })
    .nullable()
    .default(null),
  customerSelection: z.unknown().default(null),
  minimumRequirement: z
    .object({
      quantity: z
        .object({
          greaterThanOrEqualToQuantity: z.union([z.string(), z.number()]).nullable().default(null),
        })
        .nullable()
        .default(null),
      subtotal: z
        .object({ greaterThanOrEqualToSubtotal: z.string().nullable().default(null) })
        .nullable()
        .default(null),
    })
    .nullable()
    .default(null),
};

export const basicInputSchema = z.object({
  ...sharedInput,
  customerGets: z
    .object({
      items: z
        .object({ all: z.boolean().nullable().default(null) })
        .nullable()
        .default(null),
      value: z
        .object({
          percentage: z.number().nullable().default(null),
          discountAmount: z
            .object({
              amount: z.string().nullable().default(null),
              appliesOnEachItem: z.boolean().nullable().default(null),
            })
            .nullable()
            .default(null),
          discountOnQuantity: z.unknown().default(null),
        })
        .nullable()
        .default(null),
    })
    .nullable()
    .default(null),
});
export type BasicInput = z.infer<typeof basicInputSchema>;

export const freeShippingInputSchema = z.object({
  ...sharedInput,
  destination: z
    .object({ all: z.boolean().nullable().default(null) })
    .nullable()
    .default(null),
  maximumShippingPrice: z.string().nullable().default(null),
});
type SharedInput = Omit<
  z.infer<typeof freeShippingInputSchema>,
  'destination' | 'maximumShippingPrice'
>;

export type SharedTerms = Omit<DiscountRecord, 'id' | 'offer' | 'createdAt' | 'updatedAt'>;

/** Gathers what is wrong with an input; an input with errors makes no discount. */
export class Objections {
  readonly errors: UserError[] = [];
  readonly root: string;

  constructor(root: string) {
    this.root = root;
  }

  add(path: string[], code: string, message: string): void {
    this.errors.push({ field: [this.root, ...path], code, message });
  }
}

/** The terms every kind of code discount has. */
export function readShared(input: SharedInput, world: World, wrong: Objections): SharedTerms {
  const period = readPeriod(input, world, wrong);
  return {
    title: input.title ?? '',
    code: freeCode(input.code ?? '', world, wrong),
    ...period,
    customerIds: readContext(input, world, wrong),
    usageLimit: input.usageLimit ?? null,
    oncePerCustomer: input.appliesOncePerCustomer ?? false,
    combinesWith: {
      orderDiscounts: input.combinesWith?.orderDiscounts ?? false,
      productDiscounts: input.combinesWith?.productDiscounts ?? false,
      shippingDiscounts: input.combinesWith?.shippingDiscounts ?? false,
    },
    ...readMinimum(input, world, wrong),
  };
}

/** When it holds, and the fields without which there is nothing to hold. */
function readPeriod(input: SharedInput, world: World, wrong: Objections) {
  if (blank(input.title)) wrong.add(['title'], 'BLANK', "Title can't be blank");
  if (blank(input.code)) wrong.add(['code'], 'BLANK', "Code can't be blank");
  if (input.startsAt === null) wrong.add(['startsAt'], 'BLANK', "Starts at can't be blank");
  const startsAt = secondsOf(input.startsAt) ?? world.now;
  const endsAt = secondsOf(input.endsAt);
  if (endsAt !== null && endsAt <= startsAt) {
    wrong.add(['endsAt'], 'END_DATE_BEFORE_START_DATE', 'Ends at needs to be after starts_at');
  }
  if (input.usageLimit !== null && input.usageLimit < 1) {
    wrong.add(['usageLimit'], 'GREATER_THAN', 'Usage limit must be greater than 0');
  }
  return { startsAt, endsAt };
}

function freeCode(code: string, world: World, wrong: Objections): string {
  const taken = world.records.discounts.count(world.shop.domain, {
    sql: 'code_key = ?',
    values: [codeKey(code)],
  });
  if (code !== '' && taken > 0) {
    wrong.add(['code'], 'TAKEN', 'Code must be unique. Please try a different code.');
  }
  if (code.length > 255)
    wrong.add(['code'], 'TOO_LONG', 'Code is too long (maximum is 255 characters)');
  return code;
}

function readContext(input: SharedInput, world: World, wrong: Objections): string[] | null {
  const { context } = input;
  if (context === null || input.customerSelection !== null) {
    wrong.add(
      ['context'],
      'INVALID',
      'Exactly one context must be given, and no customer selection',
    );
    return null;
  }
  if (context.customerSegments !== null || context.markets !== null) {
    throw new GraphQLError('the stand-in does not know discounts for segments or markets');
  }
  if (context.customers === null) return null;
  const ids = (context.customers.add ?? []).map((globalId) => partsOf(globalId));
  const known = ids.flatMap((parts) =>
    parts?.kind === 'Customer' &&
    world.records.customers.get(world.shop.domain, parts.id) !== undefined
      ? parts.id
      : [],
  );
  if (known.length === 0 || known.length < ids.length) {
    wrong.add(['context', 'customers', 'add'], 'INVALID', 'Customers are invalid');
  }
  return known;
}

function readMinimum(input: SharedInput, world: World, wrong: Objections) {
  const subtotal = input.minimumRequirement?.subtotal?.greaterThanOrEqualToSubtotal ?? null;
  const quantity = input.minimumRequirement?.quantity?.greaterThanOrEqualToQuantity ?? null;
  if (subtotal !== null && quantity !== null) {
    wrong.add(
      ['minimumRequirement'],
      'MINIMUM_SUBTOTAL_AND_QUANTITY_RANGE_BOTH_PRESENT',
      'Minimum subtotal and quantity cannot both be given',
    );
  }
  return {
    minimumSubtotalMinor:
      subtotal === null
        ? null
        : readAmount(subtotal, ['minimumRequirement', 'subtotal'], world, wrong),
    minimumQuantity: quantity === null ? null : Number(quantity),
  };
}

/** An amount above zero, no finer than the shop's currency. */
export function readAmount(
  amount: string | null | undefined,
  path: string[],
  world: World,
  wrong: Objections,
): number {
  const minor = minorOf(amount ?? '', world.shop.currency);
  if (minor === undefined || minor <= 0) {
    wrong.add(path, 'GREATER_THAN', 'Value must be greater than 0 in the currency of the shop');
    return 0;
  }
  return minor;
}

function blank(text: string | null): boolean {
  return text === null || text.trim() === '';
}

function secondsOf(instant: string | null): number | null {
  return instant === null ? null : Math.floor(Date.parse(instant) / 1000);
}
