import { expect, test } from 'vitest';
import { nobody, sealPerson } from '../../../functions/customers/person.ts';
import { vaultFromKey } from '../../../functions/platform/vault.ts';
import { noTraits, openTraits } from '../../../functions/segments/groups/traits.ts';

const shop = 'one.myshopify.com';
const vault = vaultFromKey(new Uint8Array(32).fill(7));
const traitsOf = openTraits(vault, shop, ['custom.skin_type', 'custom.size']);
const sealed = (person: object) => sealPerson(vault, shop, '71', { ...nobody, ...person });
/** 22 November 2026. */
const today = Date.parse('2026-11-22') / 86_400_000;

test('of what is sealed only country, region, age band and the fields of the shop are read', () => {
  const personal = sealed({
    lastName: 'Lee',
    city: 'Salem',
    province: ' Oregon ',
    countryCode: 'us',
    birthDate: '1990-11-22',
    fields: { 'custom.skin_type': ['dry'], 'custom.unread': ['x'] },
  });
  expect(traitsOf({ customerId: '71', personal }, today)).toEqual({
    country: 'US',
    region: 'Oregon',
    ageBand: '35_44',
    fields: { 'custom.skin_type': ['dry'], 'custom.size': [] },
  });
});

const nothing = { ...noTraits, fields: { 'custom.skin_type': [], 'custom.size': [] } };

test('who told nothing of it, or is erased, has none', () => {
  expect(traitsOf({ customerId: '71', personal: sealed({ province: ' ' }) }, today)).toEqual(
    nothing,
  );
  expect(traitsOf({ customerId: '71', personal: null }, today)).toEqual(nothing);
});

test('a seal of somebody else keeps nobody from being sorted', () => {
  const personal = sealed({ countryCode: 'US' });
  expect(traitsOf({ customerId: '72', personal }, today)).toEqual(nothing);
});
