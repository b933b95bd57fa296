import { GraphQLError } from 'graphql';
import { z } from 'zod';
import { gid, idOf } from '../../gid.ts';
import type { DiscountRecord } from '../../records/schema.ts';
import type { View } from '../fields.ts';
import { done, notDone } from '../userError.ts';
import type { World } from '../world.ts';
import {
  basicInputSchema,
  freeShippingInputSchema,
  Objections,
  readAmount,
  readShared,
  type BasicInput,
  type SharedTerms,
} from './discountInput.ts';

const byId = z.object({ id: z.string() });

/** Mutations of discount codes. The caller runs each in a transaction. */
export function discountMutations(world: World): View {
  return {
    discountCodeBasicCreate: (args: unknown) => {
      const { basicCodeDiscount: input } = z
        .object({ basicCodeDiscount: basicInputSchema })
        .parse(args);
      const wrong = new Objections('basicCodeDiscount');
      const terms = readShared(input, world, wrong);
      return create(terms, readOffer(input, world, wrong), wrong, world);
    },
    discountCodeFreeShippingCreate: (args: unknown) => {
      const { freeShippingCodeDiscount: input } = z
        .object({ freeShippingCodeDiscount: freeShippingInputSchema })
        .parse(args);
      const wrong = new Objections('freeShippingCodeDiscount');
      const terms = readShared(input, world, wrong);
      if (input.destination?.all !== true) {
        wrong.add(['destination'], 'BLANK', 'A destination must be given: the stand-in knows all');
      }
      const maximumMinor =
        input.maximumShippingPrice === null
          ? null
          : readAmount(input.maximumShippingPrice, ['maximumShippingPrice'], world, wrong);
      return create(terms, { as: 'freeShipping', maximumMinor }, wrong, world);
    },
    discountCodeDeactivate: (args: unknown) => {
      const id = idOf('DiscountCodeNode', byId.parse(args).id);
      const before = world.records.discounts.get(world.shop.domain, id);
      if (before === undefined) return unknown('codeDiscountNode');
      const after = { ...before, endsAt: world.now, updatedAt: world.now };
      world.records.discounts.put(world.shop.domain, after);
      return done('codeDiscountNode', world.show.discount(after));
    },
    discountCodeDelete: (args: unknown) => {
      const id = idOf('DiscountCodeNode', byId.parse(args).id);
      if (world.records.discounts.get(world.shop.domain, id) === undefined) {
        return unknown('deletedCodeDiscountId');
      }
      world.records.discounts.remove(world.shop.domain, id);
      return done('deletedCodeDiscountId', gid('DiscountCodeNode', id));
    },
  };
}

function unknown(result: string): View {
  return notDone(result, [
    { field: ['id'], code: 'INVALID', message: 'Code discount does not exist.' },
  ]);
}

function create(
  terms: SharedTerms,
  offer: DiscountRecord['offer'] | null,
  wrong: Objections,
  world: World,
): View {
  if (wrong.errors.length > 0 || offer === null) return notDone('codeDiscountNode', wrong.errors);
  const discount: DiscountRecord = {
    ...terms,
    id: world.records.nextId(world.shop.domain, 'DiscountCodeNode'),
    offer,
    createdAt: world.now,
    updatedAt: world.now,
  };
  world.records.discounts.put(world.shop.domain, discount);
  return done('codeDiscountNode', world.show.discount(discount));
}

function readOffer(
  input: BasicInput,
  world: World,
  wrong: Objections,
): DiscountRecord['offer'] | null {
  const { customerGets } = input;
  if (customerGets === null || customerGets.value === null) {
    wrong.add(['customerGets'], 'BLANK', "Customer gets can't be blank");
    return null;
  }
  if (
    customerGets.value.discountOnQuantity !== null ||
    (customerGets.items !== null && customerGets.items.all !== true)
  ) {
    throw new GraphQLError('the stand-in does not know discounts on products or quantities');
  }
  if (customerGets.items === null) {
    wrong.add(['customerGets', 'items'], 'BLANK', "Items can't be blank");
    return null;
  }
  const { percentage, discountAmount } = customerGets.value;
  if ((percentage === null) === (discountAmount === null)) {
    wrong.add(['customerGets', 'value'], 'INVALID', 'Exactly one kind of value must be given');
    return null;
  }
  if (percentage !== null) {
    if (percentage <= 0 || percentage > 1) {
      const path = ['customerGets', 'value', 'percentage'];
      wrong.add(path, 'VALUE_OUTSIDE_RANGE', 'Value must be between 0.0 and 1.0');
    }
    return { as: 'percentage', fraction: percentage };
  }
  const path = ['customerGets', 'value', 'discountAmount', 'amount'];
  return {
    as: 'amount',
    minor: readAmount(discountAmount?.amount, path, world, wrong),
    onEachItem: discountAmount?.appliesOnEachItem ?? false,
  };
}
