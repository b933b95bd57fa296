import { expect, test } from 'vitest';
import { readNames, searchCustomers } from '../../functions/shopify/customers.ts';
import { readShopProfile } from '../../functions/shopify/shopProfile.ts';
import { demoBackfill, domain } from '../support/demoBackfill.ts';

test('customers are found by the search of the shop, which holds the names', async () => {
  const { standIn, deps } = await demoBackfill({ customers: 5 });
  const floor = standIn.shop(domain);
  const made = floor.createCustomer({
    firstName: 'Wilhelmina',
    lastName: 'Quist',
    email: 'mina@example.com',
  });
  const found = { customerId: made.id, name: 'Wilhelmina Quist' };
  for (const typed of ['wilhelmina', 'Quist', ' "Wilhelmina (Quist) ']) {
    const { customers } = await searchCustomers(
      domain,
      typed,
      { first: 10, after: null },
      deps.admin,
    );
    expect(customers, typed).toEqual([found]);
  }
  for (const typed of ['', '""', 'OR', 'nobody-of-this-name']) {
    const page = await searchCustomers(domain, typed, { first: 10, after: null }, deps.admin);
    expect(page, typed).toEqual({ customers: [], after: null });
  }
});

test('names are read by id; who is not at the shop is left out, who is withheld has none', async () => {
  const { standIn, deps } = await demoBackfill({ customers: 5 });
  const floor = standIn.shop(domain);
  const { id } = floor.createCustomer({ firstName: 'Ann', lastName: 'Lee' });
  expect(await readNames(domain, [id, '404', 'mail-abc', id], deps.admin)).toEqual(
    new Map([[id, 'Ann Lee']]),
  );
  standIn.openShop({
    domain,
    currency: 'USD',
    timeZone: 'America/New_York',
    personalData: 'withheld',
  });
  expect(await readNames(domain, [id], deps.admin)).toEqual(new Map([[id, null]]));
  expect(await readNames(domain, [], deps.admin)).toEqual(new Map());
});

test('a shop says its name, currency, time zone and language', async () => {
  const { deps } = await demoBackfill({ customers: 1 });
  expect(await readShopProfile(domain, deps.admin)).toMatchObject({
    currency: 'USD',
    timeZone: 'America/New_York',
    locale: 'en',
  });
});
