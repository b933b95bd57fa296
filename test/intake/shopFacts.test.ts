import { expect, test } from 'vitest';
import { nobody, openPerson } from '../../functions/customers/person.ts';
import { expirePersons } from '../../functions/customers/personStore.ts';
import { buryCustomer } from '../../functions/customers/redactionStore.ts';
import { readCustomer } from '../../functions/customers/store.ts';
import { runReconcileStep, type ReconcileDeps } from '../../functions/intake/reconcile.ts';
import { openReconcileStore } from '../../functions/intake/reconcileStore.ts';
import { openOrderPages } from '../../functions/shopify/orderPages.ts';
import type { MerchantFields } from '../../functions/customers/merchantFields.schema.ts';
import { everything } from '../../infra/local/shopify/records/shelf.ts';
import { demoBackfill, domain, endAt } from '../support/demoBackfill.ts';

const skin = { namespace: 'custom', key: 'skin_type', type: 'single_line_text_field' };
const sizes = { namespace: 'custom', key: 'sizes', type: 'list.single_line_text_field' };
const story = { namespace: 'custom', key: 'story', type: 'multi_line_text_field' };
const born = { namespace: 'facts', key: 'birth_date', type: 'date' };
const picked = ['skin_type', 'sizes', 'story'].map((key) => ({
  field: `custom.${key}`,
  name: key,
}));

async function openShop() {
  const demo = await demoBackfill({ customers: 6 });
  const { shops, jobs, admin, history, log } = demo.deps;
  const { table, vault, clock, standIn } = demo;
  const deps: ReconcileDeps = {
    ...{ table, vault, clock, shops, jobs, admin, history, log, fetch },
    isOurCode: () => Promise.resolve(false),
    store: openReconcileStore(table),
    pages: openOrderPages({ admin, now: () => clock.businessMs() / 1000 }),
  };
  const ids = standIn.records.customers.select(domain, everything, 'id', null).map(({ id }) => id);
  return {
    demo,
    ids,
    floor: standIn.shop(domain),
    pick: async (merchantFields: MerchantFields) => {
      const { settings, rev } = await shops.readSettings(domain);
      await shops.writeSettings(domain, { ...settings, merchantFields }, rev);
    },
    night: async () => {
      for (let step = 0; step < 200; step += 1) {
        const taken = await runReconcileStep(domain, deps);
        if (taken.outcome === 'done') return taken;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      throw new Error('it does not end');
    },
    known: async (id: string) => {
      const { item } = await readCustomer(table, domain, id);
      const { birthDate, fields } = openPerson(vault, domain, id, item.personal);
      return { group: item.shopGroup, birthDate, fields, rev: item.rev };
    },
  };
}

test('a history brings the group of the shop, the birth date and the picked fields', async () => {
  const { demo, ids, floor, pick, known } = await openShop();
  const [one = '', other = ''] = ids;
  await pick({ birthDate: 'facts.birth_date', picked });
  floor.updateCustomer(one, {
    metafields: [
      { ...skin, value: 'dry' },
      { ...sizes, value: '["M","L","M"]' },
      { ...story, value: 'Once upon a time' },
      { ...born, value: '1990-02-28' },
      { ...skin, key: 'unpicked', value: 'secret' },
    ],
  });
  floor.updateCustomer(other, { metafields: [{ ...born, value: '1990-02-30' }] });
  await demo.load();
  const said = await known(one);
  expect(said).toMatchObject({
    birthDate: '1990-02-28',
    fields: { 'custom.skin_type': ['dry'], 'custom.sizes': ['M', 'L'] },
  });
  expect(Object.keys(said.fields ?? {})).toHaveLength(2);
  expect(await known(other)).toMatchObject({ birthDate: undefined, fields: undefined });
  const groups = await Promise.all(ids.map(async (id) => (await known(id)).group));
  expect(groups).not.toContain(undefined);
  expect(new Set(groups).size).toBeGreaterThan(1);
});

test('a profile told later says nothing of them, and takes nothing away', async () => {
  const { demo, ids, pick, floor, known } = await openShop();
  const [one = ''] = ids;
  await pick({ birthDate: 'facts.birth_date', picked });
  floor.updateCustomer(one, {
    metafields: [
      { ...skin, value: 'dry' },
      { ...born, value: '1990-02-28' },
    ],
  });
  await demo.load();
  const before = await known(one);
  const person = { ...nobody, firstName: 'Renamed' };
  const told = { createdAt: null, updatedAt: endAt * 2, shopSays: null, tags: null };
  await demo.deps.history.customers(domain, [
    { profile: { customerId: one, person, ...told }, consent: { email: null, sms: null } },
  ]);
  expect(await known(one)).toEqual({ ...before, rev: before.rev + 1 });
});

test('each night what changed at the shop is taken over, and nothing else is written', async () => {
  const { demo, ids, floor, pick, night, known } = await openShop();
  const [one = '', other = ''] = ids;
  await demo.load();
  // Picked after the history was read, and said to have changed only by the fields themselves.
  floor.updateCustomer(one, { metafields: [{ ...skin, value: 'dry' }] });
  await pick({ birthDate: 'facts.birth_date', picked });
  expect((await night()).fields).toBe('newly');
  expect(await known(one)).toMatchObject({ fields: { 'custom.skin_type': ['dry'] } });

  const before = await Promise.all(ids.map(known));
  expect((await night()).fields).toBe('asBefore');
  expect(await Promise.all(ids.map(known))).toEqual(before);

  // Time alone moves the shop's groups: no customer has changed there.
  demo.setNow(endAt + 400 * 86_400);
  floor.updateCustomer(one, { metafields: [] });
  await night();
  const after = await Promise.all(ids.map(known));
  expect(after[0]).toMatchObject({ birthDate: undefined, fields: undefined });
  expect(after.map(({ group }) => group)).not.toEqual(before.map(({ group }) => group));

  floor.updateCustomer(other, { metafields: [{ ...skin, value: 'oily' }] });
  await night();
  expect(await known(other)).toMatchObject({ fields: { 'custom.skin_type': ['oily'] } });
  await pick({ birthDate: null, picked: [] });
  await night();
  expect(await known(other)).toMatchObject({ birthDate: undefined, fields: undefined });
});

test('who was erased, or of whom nothing is kept any more, gets nothing of it back', async () => {
  const { demo, ids, floor, pick, night, known } = await openShop();
  const { table, vault } = demo;
  await pick({ birthDate: 'facts.birth_date', picked });
  await demo.load();
  const [one = '', other = ''] = ids;
  for (const id of [one, other]) {
    floor.updateCustomer(id, { metafields: [{ ...born, value: '1980-01-01' }] });
  }
  await night();
  expect((await known(one)).birthDate).toBe('1980-01-01');
  await buryCustomer(table, vault, domain, one, endAt);
  const long = { customer: endAt * 2, prospect: endAt * 2 };
  await expirePersons(table, vault, domain, [other], long);
  await night();
  expect(await known(one)).toMatchObject({ group: undefined, birthDate: undefined });
  expect(await known(other)).toMatchObject({ birthDate: undefined, fields: undefined });
  expect((await readCustomer(table, domain, other)).item.personal).toBeNull();
});
