import { beforeEach, expect, test } from 'vitest';
import { createAdminApp } from '../../functions/admin/app.ts';
import { settingsRoutes } from '../../functions/admin/settingsRoutes.ts';
import { defaultSettings, type Settings } from '../../functions/shops/settings.schema.ts';
import { openShopStore } from '../../functions/shops/store.ts';
import { startTestTable } from '../support/dynamo.ts';

let sent: unknown[];
let put: (settings: Settings) => Promise<Response>;
const picked = [{ field: 'custom.skin_type', name: 'Skin' }];
const withFields = { ...defaultSettings, merchantFields: { birthDate: null, picked } };

beforeEach(async () => {
  const { table } = await startTestTable();
  sent = [];
  const app = createAdminApp({
    session: {
      verify: (token) => Promise.resolve({ shop: token, userId: '1' }),
      install: () => Promise.resolve(),
    },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    routes: [
      settingsRoutes({
        shops: openShopStore(table),
        jobs: {
          send: (body) => {
            sent.push((JSON.parse(body) as { job: string }).job);
            return Promise.resolve();
          },
        },
        histories: { open: () => Promise.resolve(null) },
        nowMs: () => 1,
      }),
    ],
  });
  put = async (settings) =>
    app.request('/api/settings', {
      method: 'PUT',
      headers: { Authorization: 'Bearer one.myshopify.com' },
      body: JSON.stringify(settings),
    });
});

test('picking other fields has the shop asked for them, and no other setting does', async () => {
  expect((await put({ ...defaultSettings, holdDays: 9 })).status).toBe(200);
  expect(sent).toEqual(['recompute']);
  expect((await put(withFields)).status).toBe(200);
  expect(sent).toEqual(['recompute', 'recompute', 'reconcile']);
  const named = { ...withFields.merchantFields, picked: [{ ...picked[0]!, name: 'Another name' }] };
  await put({ ...withFields, merchantFields: named });
  expect(sent.slice(3)).toEqual(['recompute']);
});

test('a standard asks only for fields that are picked', async () => {
  const standards: Settings['standards'] = [
    {
      key: 'key',
      query: "metafields.custom.skin_type CONTAINS 'dry'",
      satisfactionGoal: null,
      contactEveryDays: null,
      service: '',
    },
  ];
  expect((await put({ ...withFields, standards })).status).toBe(200);
  expect((await put({ ...defaultSettings, standards })).status).toBe(400);
  expect(sent).toHaveLength(2);
});
