import { beforeAll, describe, expect, test } from 'vitest';
import { adminApi } from '../../functions/assembly/adminApi.ts';
import { couponDesk } from '../../functions/assembly/couponDesk.ts';
import { openShopAccess } from '../../functions/assembly/shopAccess.ts';
import { overviewSchema } from '../../functions/insights/overview.schema.ts';
import { accessLogSchema, auditLogSchema } from '../../functions/privacy/logs.schema.ts';
import { requestListSchema, requestViewSchema } from '../../functions/privacy/requests.schema.ts';
import { signSessionToken } from '../../infra/local/sessionToken.ts';
import { orderBody } from '../shopify/orderBody.ts';
import { day, now, openPrivacyShop, type PrivacyShop } from './privacyShop.ts';

const shop = 'asking.myshopify.com';
const ann = '7123456789012';

let at: PrivacyShop;
let call: (path: string, body?: object) => Promise<Response>;

beforeAll(async () => {
  at = await openPrivacyShop(shop);
  const access = openShopAccess(at.parts);
  const api = adminApi(at.parts, access, couponDesk(at.parts, access), {
    queueDepth: () => 0,
    mostUploadBytes: 1,
  });
  call = async (path, body) => {
    const signer = { apiKey: 'key', apiSecret: 'secret', wallMs: () => at.time.ms };
    const token = await signSessionToken(shop, signer);
    return api.request(`/api${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { Authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  };
  const [plain] = orderBody()['line_items'] as object[];
  const line = { ...plain, variant_title: 'M / <b>' };
  await at.deliver(
    'orders/create',
    orderBody({ name: '#1042', discount_codes: [], note: 'ring twice', line_items: [line] }),
  );
  await at.deliver('products/update', {
    id: 8123456789012,
    title: 'Oolong <em>tea</em>',
    updated_at: new Date(now).toISOString(),
  });
  await at.tellFields(ann, { group: 'at_risk', birthDate: '1961-03-19', skin: 'dry <skin>' });
  await at.run();
});

const list = async () => requestListSchema.parse(await (await call('/privacy/requests')).json());

describe('a customer who asks for their data', () => {
  test('has 30 days, and an export waits for staff to give it', async () => {
    await call(`/customers/${ann}`);
    await at.deliver('customers/data_request', {
      shop_domain: shop,
      customer: { id: Number(ann) },
      data_request: { id: 77 },
    });
    expect(await list()).toMatchObject({
      waiting: 1,
      overdue: 0,
      requests: [
        {
          state: 'open',
          askedBy: 'shop',
          daysLeft: 30,
          customerName: 'Ann Lee',
          exportUntil: null,
        },
      ],
    });
    await at.workAll();
    const overview = overviewSchema.parse(await (await call('/overview')).json());
    expect(overview.attention.privacyDue).toBe(1);
    const { requests } = await list();
    expect(requests[0]).toMatchObject({
      state: 'ready',
      exportUntil: new Date(now + 30 * day).toISOString(),
    });
  });

  test('is given everything held, in words', async () => {
    const [request] = (await list()).requests;
    const answer = await call(`/privacy/requests/${request!.id}/export?format=json`);
    const data: unknown = await answer.json();
    expect(data).toMatchObject({
      format: 'clientele-person-1',
      language: 'en',
      person: {
        ids: [ann],
        firstName: 'Ann',
        email: 'ann@example.com',
        city: 'Seoul',
        birthDate: '1961-03-19',
        fields: { 'custom.skin': ['dry <skin>'] },
      },
      figures: { shopGroup: 'at_risk' },
      orders: [
        {
          name: '#1042',
          total: { amount: '54.50', currency: 'USD' },
          items: [{ title: 'Oolong <em>tea</em>', variant: 'M / <b>', quantity: 2 }],
        },
      ],
      seenBy: [{ seenIn: 'file' }, { seenIn: 'list' }],
    });
    expect(JSON.stringify(data)).toMatch(/"called":"First-timer"/);
  });

  test('can print it as one page that runs and loads nothing', async () => {
    at.time.ms += 1000;
    const [request] = (await list()).requests;
    const answer = await call(`/privacy/requests/${request!.id}/export`);
    expect(answer.headers.get('Content-Disposition')).toMatch(/attachment/);
    expect(answer.headers.get('Content-Security-Policy')).toMatch(/default-src 'none'/);
    const page = await answer.text();
    const said = ['1961-03-19', 'custom.skin', 'dry &lt;skin&gt;', 'At risk'];
    for (const text of [
      'Ann',
      'ann@example.com',
      '#1042',
      '$54.50',
      'Oolong &lt;em&gt;',
      'M / &lt;b&gt;',
      ...said,
    ]) {
      expect(page).toContain(text);
    }
    expect(page).not.toMatch(/<em>|<script|src=|href=/);
  });

  test('is noted: who opened the export, and who said it was given', async () => {
    const [request] = (await list()).requests;
    const done = await call(`/privacy/requests/${request!.id}/done`, {});
    expect(requestViewSchema.parse(await done.json())).toMatchObject({ state: 'done' });
    expect((await list()).waiting).toBe(0);
    const audit = auditLogSchema.parse(await (await call('/audit-log')).json());
    expect(audit.entries.map(({ action }) => action).sort()).toEqual([
      'privacy.done',
      'privacy.export',
      'privacy.export',
    ]);
    const seen = accessLogSchema.parse(await (await call(`/access-log?customer=${ann}`)).json());
    expect(seen.entries.map(({ seenIn }) => seenIn)).toContain('export');
  });

  test('who waits too long is counted as overdue', async () => {
    const asked = await call('/privacy/requests', { kind: 'dataRequest', customerId: ann });
    expect(asked.status).toBe(200);
    at.time.ms += 31 * day;
    expect(await list()).toMatchObject({ waiting: 1, overdue: 1 });
    at.time.ms -= 31 * day;
  });
});

describe('erasing by hand', () => {
  test('needs a clear word, and a customer of this shop', async () => {
    const erase = (body: object) => call('/privacy/requests', { kind: 'redactCustomer', ...body });
    expect((await erase({ customerId: ann })).status).toBe(400);
    expect((await erase({ customerId: ann, confirm: false })).status).toBe(400);
    expect((await erase({ customerId: '999', confirm: true })).status).toBe(404);
  });

  test('asked twice is one request, which ends with what was erased', async () => {
    const erase = () =>
      call('/privacy/requests', { kind: 'redactCustomer', customerId: ann, confirm: true });
    const first = requestViewSchema.parse(await (await erase()).json());
    const second = requestViewSchema.parse(await (await erase()).json());
    expect(second.id).toBe(first.id);
    await at.workAll();
    const request = (await list()).requests.find(({ id }) => id === first.id);
    expect(request).toMatchObject({
      state: 'done',
      customerName: null,
      erased: { customers: 1, orders: 1 },
    });
    expect((await call(`/customers/${ann}`)).status).toBe(404);
    const open = (await list()).requests.find(({ exportUntil }) => exportUntil !== null);
    expect(open).toBeUndefined();
  });
});
