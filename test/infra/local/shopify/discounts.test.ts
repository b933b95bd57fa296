import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Placed } from '../../../../infra/local/shopify/trade/checkout.ts';
import { domain, openTestShop, tea, type TestShop, type Json } from './openShop.ts';

const create = `mutation ($d: DiscountCodeBasicInput!) {
  discountCodeBasicCreate(basicCodeDiscount: $d) {
    codeDiscountNode { id } userErrors { code field message } } }`;

let shop: TestShop;
let ada: string;
let bo: string;
let product: string;

beforeEach(async () => {
  shop = await openTestShop();
  const floor = shop.standIn.shop(domain);
  ada = floor.createCustomer({ firstName: 'Ada' }).id;
  bo = floor.createCustomer({ firstName: 'Bo' }).id;
  product = floor.createProduct(tea).id;
});
afterEach(() => shop.close());

function whole(changes: object = {}) {
  return {
    title: 'Wake up',
    code: 'WAKE-ABC',
    startsAt: '2026-11-01T00:00:00Z',
    context: { customers: { add: [`gid://shopify/Customer/${ada}`] } },
    customerGets: { items: { all: true }, value: { percentage: 0.1 } },
    ...changes,
  };
}

async function errorsOf(changes: object): Promise<string[]> {
  const { data, errors } = await shop.ask(create, { d: whole(changes) });
  expect(errors).toBeUndefined();
  return data.discountCodeBasicCreate.userErrors.map((error: Json) => error.code);
}

describe('discount codes', () => {
  it('are unique in a shop, whatever their case', async () => {
    expect(await errorsOf({})).toEqual([]);
    const { data } = await shop.ask(create, { d: whole({ code: 'wake-abc' }) });
    expect(data.discountCodeBasicCreate).toEqual({
      codeDiscountNode: null,
      userErrors: [
        {
          code: 'TAKEN',
          field: ['basicCodeDiscount', 'code'],
          message: 'Code must be unique. Please try a different code.',
        },
      ],
    });
  });

  it.each([
    ['title', { title: undefined }, 'BLANK'],
    ['code', { code: '' }, 'BLANK'],
    ['startsAt', { startsAt: undefined }, 'BLANK'],
    ['context', { context: undefined }, 'INVALID'],
    ['customerGets', { customerGets: undefined }, 'BLANK'],
    ['items', { customerGets: { value: { percentage: 0.1 } } }, 'BLANK'],
    ['an end after the start', { endsAt: '2026-10-01T00:00:00Z' }, 'END_DATE_BEFORE_START_DATE'],
    [
      'a share of at most 1',
      { customerGets: { items: { all: true }, value: { percentage: 10 } } },
      'VALUE_OUTSIDE_RANGE',
    ],
    [
      'one kind of value',
      {
        customerGets: {
          items: { all: true },
          value: { percentage: 0.1, discountAmount: { amount: '5' } },
        },
      },
      'INVALID',
    ],
    [
      'an amount above zero',
      { customerGets: { items: { all: true }, value: { discountAmount: { amount: '0' } } } },
      'GREATER_THAN',
    ],
    [
      'cents, not less',
      { customerGets: { items: { all: true }, value: { discountAmount: { amount: '0.005' } } } },
      'GREATER_THAN',
    ],
    [
      'one minimum',
      {
        minimumRequirement: {
          subtotal: { greaterThanOrEqualToSubtotal: '5' },
          quantity: { greaterThanOrEqualToQuantity: '2' },
        },
      },
      'MINIMUM_SUBTOTAL_AND_QUANTITY_RANGE_BOTH_PRESENT',
    ],
    [
      'customers who exist',
      { context: { customers: { add: ['gid://shopify/Customer/1'] } } },
      'INVALID',
    ],
  ])('need %s', async (_, changes, code) => {
    expect(await errorsOf(changes)).toEqual([code]);
  });

  it('take one context, by the schema itself', async () => {
    const context = { all: 'ALL', customers: { add: [`gid://shopify/Customer/${ada}`] } };
    const { errors } = await shop.ask(create, { d: whole({ context }) });
    expect(errors[0].message).toMatch(/context.*(exactly one|Exactly one)/i);
  });

  it.each([
    ['startsAt', 'tomorrow'],
    ['endsAt', '2026-11-01'],
  ])('refuse a %s that is no instant', async (field, value) => {
    const { errors } = await shop.ask(create, { d: whole({ [field]: value }) });
    expect(errors[0].message).toContain('DateTime cannot be');
  });

  it('are found by their code with title, state and the one customer they are for', async () => {
    await shop.ask(create, { d: whole({ endsAt: '2026-12-01T00:00:00Z', usageLimit: 1 }) });
    const query = `{ codeDiscountNodeByCode(code: "wake-abc") { codeDiscount {
      ... on DiscountCodeBasic { title status usageLimit asyncUsageCount codes(first: 1) { nodes { code } }
        context { ... on DiscountCustomers { customers { firstName } } }
        customerGets { value { ... on DiscountPercentage { percentage } } } } } } }`;
    const seen = (await shop.ask(query)).data.codeDiscountNodeByCode.codeDiscount;
    expect(seen).toEqual({
      title: 'Wake up',
      status: 'ACTIVE',
      usageLimit: 1,
      asyncUsageCount: 0,
      codes: { nodes: [{ code: 'WAKE-ABC' }] },
      context: { customers: [{ firstName: 'Ada' }] },
      customerGets: { value: { percentage: 0.1 } },
    });
    shop.clock.business += 20 * 86_400_000;
    const later = (await shop.ask(query)).data.codeDiscountNodeByCode.codeDiscount;
    expect(later.status).toBe('EXPIRED');
  });

  it('may give free shipping', async () => {
    const { data } = await shop.ask(
      `mutation ($d: DiscountCodeFreeShippingInput!) {
        discountCodeFreeShippingCreate(freeShippingCodeDiscount: $d) { userErrors { code } } }`,
      {
        d: {
          title: 'Post',
          code: 'POST',
          startsAt: '2026-11-01T00:00:00Z',
          context: { all: 'ALL' },
          destination: { all: true },
        },
      },
    );
    expect(data.discountCodeFreeShippingCreate.userErrors).toEqual([]);
    const placed = buy({ discountCode: 'post', shippingMinor: 700 });
    expect(placed.outcome === 'placed' && placed.order).toMatchObject({
      totalMinor: 1250,
      shippingMinor: 0,
      discountMinor: 700,
    });
  });
});

function buy(
  input: Partial<Parameters<ReturnType<TestShop['standIn']['shop']>['createOrder']>[0]>,
): Placed {
  return shop.standIn.shop(domain).createOrder({
    customerId: ada,
    lines: [{ productId: product, quantity: 1 }],
    ...input,
  });
}

describe('a redemption', () => {
  it('takes the discount off, is on the order and on the code, and counts with a lag', async () => {
    await shop.ask(create, { d: whole() });
    const placed = buy({ discountCode: 'wake-abc' });
    expect(placed.outcome === 'placed' && placed.order).toMatchObject({
      totalMinor: 1125,
      discountMinor: 125,
      discounts: [{ kind: 'code', label: 'WAKE-ABC', minor: 125 }],
    });
    const seen: Json = shop.standIn.look(domain, 'discounts');
    expect(seen.discounts[0].redeemedBy).toMatchObject([{ customerId: ada }]);
    const count =
      '{ codeDiscountNodeByCode(code: "WAKE-ABC") { codeDiscount { ... on DiscountCodeBasic { asyncUsageCount } } } }';
    expect((await shop.ask(count)).data.codeDiscountNodeByCode.codeDiscount.asyncUsageCount).toBe(
      0,
    );
    shop.clock.business += 600_000;
    expect((await shop.ask(count)).data.codeDiscountNodeByCode.codeDiscount.asyncUsageCount).toBe(
      1,
    );
  });

  it('is refused for a code nobody made', () => {
    expect(buy({ discountCode: 'NONE' })).toEqual({ outcome: 'refused', because: 'unknownCode' });
  });

  it.each([
    ['notStarted', { startsAt: '2026-12-01T00:00:00Z' }, {}],
    ['expired', { endsAt: '2026-11-20T00:00:00Z' }, {}],
    ['notYours', {}, { customerId: 'bo' }],
    ['notYours', {}, { customerId: null }],
    [
      'belowMinimum',
      { minimumRequirement: { subtotal: { greaterThanOrEqualToSubtotal: '12.51' } } },
      {},
    ],
    [
      'belowMinimum',
      { minimumRequirement: { quantity: { greaterThanOrEqualToQuantity: '2' } } },
      {},
    ],
  ])('is refused as %s', async (because, terms, input) => {
    await shop.ask(create, { d: whole(terms) });
    const who = 'customerId' in input ? { customerId: input.customerId === 'bo' ? bo : null } : {};
    expect(buy({ discountCode: 'WAKE-ABC', ...who })).toEqual({ outcome: 'refused', because });
  });

  it('is refused beyond the limit of all and of one', async () => {
    await shop.ask(create, { d: whole({ usageLimit: 1 }) });
    await shop.ask(create, {
      d: whole({ code: 'ONCE', context: { all: 'ALL' }, appliesOncePerCustomer: true }),
    });
    expect(buy({ discountCode: 'WAKE-ABC' }).outcome).toBe('placed');
    expect(buy({ discountCode: 'WAKE-ABC' })).toMatchObject({ because: 'usedUp' });
    expect(buy({ discountCode: 'ONCE' }).outcome).toBe('placed');
    expect(buy({ discountCode: 'ONCE' })).toMatchObject({ because: 'alreadyUsed' });
    expect(buy({ discountCode: 'ONCE', customerId: bo }).outcome).toBe('placed');
  });
});
