import { expect, test } from 'vitest';
import { nobody, sealPerson } from '../../../functions/customers/person.ts';
import { vaultFromKey } from '../../../functions/platform/vault.ts';
import { openPlaces } from '../../../functions/segments/groups/place.ts';

const shop = 'one.myshopify.com';
const vault = vaultFromKey(new Uint8Array(32).fill(7));
const placeOf = openPlaces(vault, shop);
const sealed = (person: object) => sealPerson(vault, shop, '71', { ...nobody, ...person });

test('of what is sealed only country and region are read', () => {
  const personal = sealed({
    lastName: 'Lee',
    city: 'Salem',
    province: ' Oregon ',
    countryCode: 'us',
  });
  expect(placeOf({ customerId: '71', personal })).toEqual({ country: 'US', region: 'Oregon' });
});

test('who has no address, or is erased, lives nowhere', () => {
  const nowhere = { country: null, region: null };
  expect(placeOf({ customerId: '71', personal: sealed({ province: ' ' }) })).toEqual(nowhere);
  expect(placeOf({ customerId: '71', personal: null })).toEqual(nowhere);
});
