import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { chooseShop, openLocalShops, type LocalShops } from '../../../infra/local/localShops.ts';

const nothingAsked = {
  shop: undefined,
  timeZone: undefined,
  currency: undefined,
  filledWith: 'demo',
  asked: false,
} as const;
let path: string;
let shops: LocalShops;

beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'shops-')), 'shops.json');
  shops = openLocalShops(path);
});

test('a first start without wishes is the demo shop', () => {
  expect(chooseShop(shops, nothingAsked)).toEqual({
    shop: 'demo.myshopify.com',
    timeZone: 'UTC',
    currency: 'USD',
    filledWith: 'demo',
    loaded: false,
  });
});

test('a second start carries on with the shop of the last one, whatever that was', () => {
  const empty = { ...nothingAsked, shop: 'seoul.myshopify.com', currency: 'KRW' };
  shops.keep({ ...chooseShop(shops, { ...empty, filledWith: 'nothing' }), loaded: true });
  expect(chooseShop(openLocalShops(path), nothingAsked)).toMatchObject({
    shop: 'seoul.myshopify.com',
    currency: 'KRW',
    filledWith: 'nothing',
    loaded: true,
  });
});

test('a shop that is here is not turned into another one', () => {
  shops.keep(chooseShop(shops, nothingAsked));
  const words = /demo\.myshopify\.com is in this data folder already \(the demo shop, USD, UTC\)/;
  expect(() => chooseShop(shops, { ...nothingAsked, currency: 'JPY' })).toThrow(words);
  expect(() => chooseShop(shops, { ...nothingAsked, filledWith: 'import', asked: true })).toThrow(
    words,
  );
  expect(chooseShop(shops, { ...nothingAsked, currency: 'USD' }).loaded).toBe(false);
  expect(
    chooseShop(shops, { ...nothingAsked, shop: 'other.myshopify.com', currency: 'JPY' }).currency,
  ).toBe('JPY');
});
