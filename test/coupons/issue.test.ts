import { beforeEach, describe, expect, test } from 'vitest';
import { offerTo } from '../../functions/coupons/offerTo.ts';
import { pausedRule } from '../../functions/coupons/ruleChange.ts';
import { sweepCoupons } from '../../functions/coupons/sweep.ts';
import { startTestTable } from '../support/dynamo.ts';
import {
  activeRule,
  bothBooks,
  type Counter,
  counterOver,
  daySeconds,
  noon,
  overdueCustomer,
  shop,
} from './counter.ts';

let counter: Counter;

beforeEach(async () => {
  counter = counterOver((await startTestTable()).table);
});

async function offerOne(n = 1) {
  const rule = (await counter.rules.read(shop, 'r1')) ?? (await activeRule(counter));
  return offerTo(shop, rule, overdueCustomer(n), null, counter);
}

async function theCoupon() {
  const [coupon] = await counter.coupons.ofCustomer(shop, '7001');
  return coupon!;
}

describe('from decision to a code at the shop', () => {
  test('a coupon is reserved with its budget, made for that customer alone, and told of', async () => {
    expect(await offerOne()).toBe('offered');
    const reserved = await bothBooks(counter);
    expect(reserved.kept).toMatchObject({ reservedMinor: 1000, coupons: 1, issued: 0 });

    expect(await counter.drain()).toBe(0);
    const coupon = await theCoupon();
    expect(coupon).toMatchObject({ state: 'issued', issuedAt: noon, reservedMinor: 1000 });
    expect(coupon.code).toMatch(/^HI[0-9A-HJKMNP-TV-Z]{13}$/);
    expect(counter.shelf.codes.get(coupon.code)?.draft).toMatchObject({
      customerId: '7001',
      startsAt: noon,
      endsAt: noon + 30 * daySeconds,
      offer: { kind: 'amount', amount: '10.00' },
    });
    const books = await bothBooks(counter);
    expect(books.kept).toEqual(books.counted);
    expect(books.kept).toMatchObject({ reservedMinor: 1000, issued: 1 });
  });

  test('the same occasion asked again gives nothing new, and its message twice makes one code', async () => {
    await offerOne();
    counter.tray.bodies.push(...counter.tray.bodies, ...counter.tray.bodies);
    await counter.drain();
    expect(await offerOne()).toBe('hadCoupon');
    expect(counter.shelf.codes.size).toBe(1);
    expect(counter.shelf.creates).toBe(1);
  });

  test('a message that was lost is sent again once it is no longer trusted to arrive', async () => {
    await offerOne();
    counter.tray.bodies.length = 0;
    expect(await sweepCoupons(shop, counter)).toEqual({ resent: 0, expired: 0 });
    counter.clock.wall += 61_000;
    expect(await sweepCoupons(shop, counter)).toEqual({ resent: 1, expired: 0 });
    await counter.drain();
    expect((await theCoupon()).state).toBe('issued');
  });

  test.each(['lost', 'landed', 'late', 'later'] as const)(
    'a create that is %s ends in one code and one issue',
    async (mishap) => {
      const mishaps = [mishap];
      counter.shelf.next = () => mishaps.shift() ?? 'none';
      await offerOne();
      await counter.drain(1);
      expect(['sending']).toContain((await theCoupon()).state);
      await counter.drain();
      counter.shelf.land();
      expect((await theCoupon()).state).toBe('issued');
      expect(counter.shelf.codes.size).toBe(1);
      const books = await bothBooks(counter);
      expect(books.kept).toEqual(books.counted);
    },
  );

  test('a create that lands between look-up and create is found to be ours', async () => {
    const mishaps = ['late'] as const;
    let n = 0;
    counter.shelf.next = () => {
      const mishap = mishaps[n] ?? 'none';
      n += 1;
      if (n === 2) counter.shelf.land();
      return mishap;
    };
    await offerOne();
    await counter.drain();
    expect(counter.shelf.creates).toBe(2);
    expect((await theCoupon()).state).toBe('issued');
  });

  test.each([
    ['everybody', []],
    ['the very same customer', ['7001']],
  ])(
    'a code that stands for something else, for %s, is refused and its reserve given back once',
    async (_, customerIds) => {
      await offerOne();
      counter.shelf.occupy((await theCoupon()).code, customerIds);
      counter.tray.bodies.push(...counter.tray.bodies);
      await counter.drain();
      expect(await theCoupon()).toMatchObject({
        state: 'refused',
        refusal: { code: 'codeTaken' },
      });
      const books = await bothBooks(counter);
      expect(books.kept).toMatchObject({ committedMinor: 0, coupons: 0, refused: 1 });
    },
  );

  test('what the shop refuses for good is refused with its words and costs nothing', async () => {
    counter.shelf.refusal = { code: 'INVALID', words: 'Customer does not exist' };
    await offerOne();
    await counter.drain();
    expect((await theCoupon()).refusal).toEqual({
      code: 'INVALID',
      words: 'Customer does not exist',
    });
    expect((await bothBooks(counter)).kept).toMatchObject({ committedMinor: 0, refused: 1 });
  });

  test('a refusal waits while an earlier attempt may still land', async () => {
    const mishaps = ['late' as const];
    counter.shelf.next = () => mishaps.shift() ?? 'none';
    await offerOne();
    await counter.drain(1);
    counter.shelf.refusal = { code: 'INVALID', words: 'Customer does not exist' };
    await counter.drain();
    expect((await theCoupon()).state).toBe('sending');
    expect((await bothBooks(counter)).kept.committedMinor).toBe(1000);

    counter.shelf.land();
    counter.clock.wall += 16 * 60_000;
    await sweepCoupons(shop, counter);
    await counter.drain();
    expect((await theCoupon()).state).toBe('issued');
  });

  test('pausing stops at once: what was decided and not begun is taken back whole', async () => {
    await offerOne();
    const rule = (await counter.rules.read(shop, 'r1'))!;
    await counter.rules.write(shop, pausedRule(rule));
    await counter.drain();
    expect(counter.shelf.creates).toBe(0);
    expect(await counter.coupons.ofCustomer(shop, '7001')).toEqual([]);
    const books = await bothBooks(counter);
    expect(books.kept).toMatchObject({ committedMinor: 0, coupons: 0, refused: 0 });
    expect(await offerTo(shop, rule, overdueCustomer(1), null, counter)).toBe('ruleChanged');
  });
});

describe('the end of a coupon', () => {
  test('48 hours after expiry its reserve goes back, once', async () => {
    await offerOne();
    await counter.drain();
    counter.clock.now = noon + 30 * daySeconds + 47 * 3600;
    expect((await sweepCoupons(shop, counter)).expired).toBe(0);
    counter.clock.now += 3601;
    expect((await sweepCoupons(shop, counter)).expired).toBe(1);
    expect((await sweepCoupons(shop, counter)).expired).toBe(0);
    const books = await bothBooks(counter);
    expect(books.kept).toEqual(books.counted);
    expect(books.kept).toMatchObject({ committedMinor: 0, coupons: 1, expired: 1 });
  });
});
