import { expect, test } from 'vitest';
import { defaultMerchantFields } from '../../functions/customers/merchantFields.schema.ts';
import { nobody, sealPerson } from '../../functions/customers/person.ts';
import { factsChange } from '../../functions/customers/shopFacts.ts';
import { nobodyYet } from '../../functions/customers/store.ts';
import { vaultFromKey } from '../../functions/platform/vault.ts';

const shop = 'one.myshopify.com';
const vault = vaultFromKey(new Uint8Array(32).fill(1));
const facts = { group: 'loyal', fields: new Map([['facts.birth_date', ['1990-02-28']]]) } as const;

test('a seal that does not open keeps what it holds, and no night from going on', () => {
  const of = (customerId: string) => {
    const personal = sealPerson(vault, shop, customerId, nobody);
    const item = { ...nobodyYet(shop, '71').item, personal };
    return factsChange(vault, shop, item, facts, defaultMerchantFields);
  };
  expect(of('72')).toEqual({ shopGroup: 'loyal' });
  expect(of('71')).toEqual({ shopGroup: 'loyal', personal: expect.any(Uint8Array) as Uint8Array });
});
