import { expect, test } from 'vitest';
import { nobody, sealPerson } from '../../../functions/customers/person.ts';
import { vaultFromKey } from '../../../functions/platform/vault.ts';
import { noTraits, openTraits } from '../../../functions/segments/groups/traits.ts';

const shop = 'one.myshopify.com';
const vault = vaultFromKey(new Uint8Array(32).fill(7));
const asked = { fields: ['custom.skin_type', 'custom.size'], since: 1_000 };
const traitsOf = openTraits(vault, shop, asked);
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
  expect(traitsOf({ customerId: '71', personal, createdAt: 999 }, today)).toEqual({
    country: 'US',
    region: 'Oregon',
    ageBand: '35_44',
    fields: { 'custom.skin_type': ['dry'], 'custom.size': [] },
  });
});

const told = { province: 'Oregon', fields: { 'custom.skin_type': ['dry'] } };
const heldOf = (createdAt: number | null) =>
  traitsOf({ customerId: '71', personal: sealed(told), createdAt }, today).fields;

test('that a field holds nothing is known of whoever was there when the shop was asked', () => {
  expect(heldOf(999)).toEqual({ 'custom.skin_type': ['dry'], 'custom.size': [] });
  for (const later of [1_000, 2_000, null]) {
    expect(heldOf(later)).toEqual({ 'custom.skin_type': ['dry'] });
  }
});

test('who told nothing has none, and of who is erased nothing is known', () => {
  const personal = sealed({ province: ' ' });
  expect(traitsOf({ customerId: '71', personal, createdAt: 999 }, today)).toEqual({
    ...noTraits,
    fields: { 'custom.skin_type': [], 'custom.size': [] },
  });
  expect(traitsOf({ customerId: '71', personal: null, createdAt: 999 }, today)).toEqual(noTraits);
});

test('a seal of somebody else keeps nobody from being sorted', () => {
  const personal = sealed({ countryCode: 'US' });
  expect(traitsOf({ customerId: '72', personal, createdAt: 999 }, today)).toEqual(noTraits);
});
