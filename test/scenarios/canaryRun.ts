import { createHmac, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { readStartOptions } from '../../infra/local/flags.ts';
import { startMachine, type Machine } from '../../infra/local/machine.ts';
import { runProduct } from '../../infra/local/product.ts';
import { openShutdown } from '../../infra/local/shutdown.ts';
import { familyMember, persons } from './canaryPersons.ts';

export const domain = 'demo.myshopify.com';
const apiSecret = 'a-secret-of-the-app-for-canaries';

/** What came back to a call. */
export interface Answer {
  url: string;
  status: number;
  body: string;
  headers: string;
}

/** A whole machine in this process, and all that left it. */
export interface CanaryRun {
  printed: string[];
  logged(): string;
  answers: Answer[];
  /** Tokens that were used, and the app's secret. */
  secrets(): string[];
  /** `seen`: where the access log says the first of them was shown. */
  did: { coupon: string; letters: number; seen: string[]; otherShop: string };
  live(): Promise<void>;
  /** Ends the table under a machine that goes on. */
  die(): Promise<void>;
  end(): Promise<void>;
}

type Json = ReturnType<typeof JSON.parse>;

export async function openCanaryRun(folder: string): Promise<CanaryRun> {
  const printed: string[] = [];
  const print = (line: string) => printed.push(line);
  const args = ['--customers', '25', '--no-live'];
  const env = { PORT: '0', DATA_DIR: folder, SHOPIFY_API_SECRET: apiSecret };
  const options = readStartOptions(args, env);
  const shutdown = openShutdown(print);
  const machine = await startMachine(options, { say: print, log: print }, shutdown);
  await runProduct(machine, options, print, shutdown);

  const answers: Answer[] = [];
  const used = new Set<string>([apiSecret]);
  const did: CanaryRun['did'] = { coupon: 'none', letters: 0, seen: [], otherShop: 'none' };
  const { url } = machine.server;

  async function call(path: string, init: RequestInit = {}): Promise<Json> {
    const response = await fetch(url + path, init);
    const body = await response.text();
    const headers = JSON.stringify([...response.headers]);
    // The route that hands tokens out has one to show.
    if (!path.startsWith('/local/')) {
      answers.push({ url: path, status: response.status, body, headers });
    }
    return response.headers.get('Content-Type')?.includes('json') === true ? JSON.parse(body) : {};
  }
  async function api(method: string, path: string, body?: unknown, headers: object = {}) {
    const { token } = await call(`/local/session-token?shop=${domain}`);
    used.add(String(token));
    return call(`/api${path}`, {
      method,
      headers: { Authorization: `Bearer ${String(token)}`, ...headers },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  }
  async function webhook(topic: string, text: string, signedBy = apiSecret) {
    const headers = {
      'X-Shopify-Topic': topic,
      'X-Shopify-Shop-Domain': domain,
      'X-Shopify-Hmac-Sha256': createHmac('sha256', signedBy).update(text).digest('base64'),
      'X-Shopify-Webhook-Id': randomUUID(),
    };
    await call('/webhooks/shopify', { method: 'POST', headers, body: text });
  }
  const settled = async () => {
    await until(() => machine.standIn.pendingWebhooks() === 0);
    await call('/local/jobs/drain', { method: 'POST' });
  };

  async function live(): Promise<void> {
    const ids = await shopLives(machine, settled);
    await call('/local/jobs/recompute', { method: 'POST' });
    await staffLook(ids);
    await couponIsGiven(ids);
    await bodiesAreBroken();
    await callsAreRefused(ids);
    await filesAreRead();
    await familyIsWritten(ids);
    await otherShopSends();
    await requestsAreMade(ids);
    for (const job of ['reconcile', 'recompute', 'retention']) {
      await call(`/local/jobs/${job}`, { method: 'POST' });
    }
    await settled();
  }

  async function staffLook(ids: readonly string[]): Promise<void> {
    await api('GET', '/customers?limit=250');
    for (const [at, person] of persons.slice(0, 2).entries()) {
      await api('GET', `/customers?search=${encodeURIComponent(person.email)}`);
      await api('GET', `/customers?search=${encodeURIComponent(person.lastName)}`);
      await api('GET', `/customers/${ids[at] ?? ''}`);
      await api('GET', `/customers/${ids[at] ?? ''}/timeline`);
    }
    for (const path of ['/overview', '/access-log', '/audit-log', '/jobs', '/retention']) {
      await api('GET', path);
    }
  }

  async function couponIsGiven([first = '']: readonly string[]): Promise<void> {
    const rule = await api('POST', '/coupon-rules', ruleInput(), { 'Idempotency-Key': 'rule-1' });
    await api('POST', '/coupon-rules/preview', { ...ruleInput(), trigger: 'wake-up' });
    await api('POST', `/coupon-rules/${String(rule.id)}/activate`);
    largeOrder(machine, first);
    await settled();
    await call('/local/jobs/coupons', { method: 'POST' });
    const { coupons } = await api('GET', '/coupons');
    const coupon = coupons.find(({ customerId }: Json) => customerId === first);
    const path = `/coupons/${encodeURIComponent(String(coupon?.id))}/delivered`;
    // The answer names the customer and is kept to be given again.
    for (let n = 0; n < 2; n += 1) {
      const given = await api('POST', path, undefined, { 'Idempotency-Key': 'give-1' });
      did.coupon = String(given.state);
    }
  }

  /** Signed, so that they get as far as a body can. */
  async function bodiesAreBroken(): Promise<void> {
    const [one, two] = persons;
    const customer = { id: 1, email: one.email, first_name: one.firstName, phone: one.phone };
    const bodies = [
      `{"email": "${one.email}", "note": ${one.note}`,
      JSON.stringify(one.lastName),
      JSON.stringify([two]),
      JSON.stringify({ id: one.lastName, email: one.email }),
      JSON.stringify({ id: 5, created_at: two.lastName, customer }),
      JSON.stringify({ id: 6, total_price_set: { shop_money: { amount: one.note } }, customer }),
      JSON.stringify({
        id: 7,
        line_items: [{ title: two.note, quantity: two.firstName }],
        customer,
      }),
      JSON.stringify({ id: 8, refunds: two.address1, [two.city]: two.zip, customer }),
    ];
    for (const body of bodies) {
      for (const topic of ['orders/create', 'customers/update', 'customers/redact']) {
        await webhook(topic, body);
      }
    }
    await webhook(`orders/${one.firstName}`, JSON.stringify(customer));
    await webhook('orders/create', JSON.stringify(customer), 'another secret');
    await settled();
    const { letters } = await api('GET', '/dead-letters');
    did.letters = letters.length;
    const [first] = letters;
    if (first !== undefined) await api('POST', `/dead-letters/${String(first.id)}/retry`);
    await settled();
  }

  async function callsAreRefused([first = '']: readonly string[]): Promise<void> {
    const [one] = persons;
    const said = encodeURIComponent(one.lastName);
    await api('GET', `/customers/${said}`);
    await api('GET', `/customers/${said}/timeline`);
    await api('GET', `/customers?sort=${said}`);
    await api('GET', `/customers?cursor=${said}`);
    await api('GET', `/${said}`);
    await api('GET', `/coupon-rules/${said}`);
    await api('POST', `/coupons/${said}/delivered`);
    await api('POST', '/coupon-rules', `{"name": ${one.lastName}`);
    await api('POST', '/coupon-rules', { ...ruleInput(), trigger: one.lastName });
    await api('PUT', '/settings', { locale: one });
    await api('PUT', '/settings', { holdDays: one.note });
    await api('POST', `/dead-letters/${said}/retry`);
    await api('GET', `/imports/${said}`);
    await call(`/api/customers/${first}?x=${said}`);
    await call('/api/customers', { headers: { Authorization: `Bearer ${one.email}` } });
  }

  async function filesAreRead(): Promise<void> {
    const [one, two] = persons;
    const head = 'Name,Email,Financial Status,Currency,Subtotal,Total,Created at,Lineitem quantity';
    const rows = [
      `#9001,${two.email},paid,USD,12.00,12.00,2026-01-05 10:00:00 -0400,1`,
      `#9002,${two.email},${two.note},USD,x,${two.firstName},${two.city},${two.zip}`,
    ];
    await api('POST', '/imports?name=orders.csv', [head, ...rows].join('\n'));
    await api('POST', '/imports?name=orders.csv', `${one.lastName},${one.email}\n1,2\n`);
    await settled();
    await api('GET', '/jobs');
  }

  async function familyIsWritten([first = '']: readonly string[]): Promise<void> {
    const path = `/customers/${first}/family`;
    await api('POST', path, { name: familyMember, birthday: { month: 5, day: 4 } });
    await api('POST', path, { name: familyMember, birthday: persons[0].note });
    await api('GET', path);
    await api('GET', `/customers/${first}/duplicates`);
  }

  /** An order that is taken, one that is broken, one that is not signed. */
  async function otherShopSends(): Promise<void> {
    const { source, secret } = await api('POST', '/sources', { name: 'till', title: 'Till' });
    used.add(String(secret));
    const { firstName, lastName, email, phone, note, address1, city, zip } = persons[2];
    const at = new Date().toISOString();
    const address = { address1, city, zip, countryCode: 'JP' };
    const customer = { id: 'c-1', firstName, lastName, email, phone, address };
    const order = { id: 'o-1', placedAt: at, updatedAt: at, currency: 'USD', payment: 'paid' };
    for (const [said, total, signedBy] of [
      [customer, '12.30', secret],
      [customer, note, secret],
      [{ ...customer, nickname: note }, '12.30', secret],
      [customer, '12.30', 'another secret'],
    ]) {
      const body = JSON.stringify({ kind: 'order', order: { ...order, total, customer: said } });
      const t = String(Math.floor(Date.now() / 1000));
      const v1 = createHmac('sha256', String(signedBy)).update(`${t}.${body}`).digest('hex');
      const headers = { 'Clientele-Signature': `t=${t},v1=${v1}` };
      await call(String(source.path), { method: 'POST', headers, body });
    }
    await settled();
    const { total } = await call('/local/jobs/recompute', { method: 'POST' }).then(() =>
      api('GET', `/customers?search=${encodeURIComponent(email)}`),
    );
    did.otherShop = total === 1 ? 'found' : 'missing';
  }

  /** What the law gives a person: their data, and to be forgotten. */
  async function requestsAreMade([first = '', second = '']: readonly string[]): Promise<void> {
    const floor = machine.standIn.shop(domain);
    floor.requestData(first);
    await settled();
    const { requests } = await api('GET', '/privacy/requests');
    const path = `/privacy/requests/${encodeURIComponent(String(requests[0]?.id))}`;
    for (const format of ['json', 'html']) await api('GET', `${path}/export?format=${format}`);
    await api('POST', `${path}/done`, {});
    const { entries } = await api('GET', `/access-log?customer=${first}`);
    did.seen = [...new Set<string>(entries.map(({ seenIn }: Json) => String(seenIn)))].sort();
    floor.redactCustomer(second);
    await settled();
    await api('GET', `/customers/${second}`);
  }

  return {
    printed,
    answers,
    did,
    logged: () => readFileSync(join(folder, 'clientele.log'), 'utf8'),
    secrets: () => [...used, ...shopTokens],
    live,
    async die() {
      process.kill(Number(readFileSync(join(folder, 'dynamo.pid'), 'utf8')), 'SIGKILL');
      await machine.engine.crashed;
      const [one] = persons;
      largeOrder(
        machine,
        String(machine.standIn.records.customers.select(domain, everyone, 'id', 1)[0]?.id),
      );
      await api('GET', `/customers?search=${encodeURIComponent(one.email)}`);
      await api('GET', '/customers/1');
      await webhook('customers/update', JSON.stringify({ id: 1, email: one.email }));
      await until(() =>
        readFileSync(join(folder, 'clientele.log'), 'utf8').includes('"admin.fault"'),
      );
      await wait(500);
    },
    end: () => shutdown.run(),
  };
}

const everyone = { sql: '1 = 1', values: [] };

async function until(holds: () => boolean): Promise<void> {
  for (let n = 0; n < 1500 && !holds(); n += 1) await wait(20);
}

/** The two sign up and buy; answers their ids. */
async function shopLives(machine: Machine, settled: () => Promise<void>): Promise<string[]> {
  const floor = machine.standIn.shop(domain);
  const ids = persons
    .slice(0, 2)
    .map(({ firstName, lastName, email, phone, note, address1, city, zip, birthDate }) => {
      const address = { address1, city, zip, province: null, country: 'Japan', countryCode: 'JP' };
      const contact = {
        firstName,
        lastName,
        email,
        phone,
        note,
        emailState: 'SUBSCRIBED' as const,
      };
      const born = { namespace: 'facts', key: 'birth_date', type: 'date', value: birthDate };
      return floor.createCustomer({ ...contact, address, metafields: [born] }).id;
    });
  for (const id of ids) largeOrder(machine, id, 1);
  await settled();
  return ids;
}

/** Much of something, so that it is a large order of this shop. */
function largeOrder(machine: Machine, customerId: string, quantity = 500): void {
  const { records } = machine.standIn;
  const [product] = records.products.select(domain, everyone, 'id', 1);
  machine.standIn.shop(domain).createOrder({
    customerId,
    lines: [{ productId: product!.id, quantity }],
    note: persons[0].note,
  });
}

/** What every token the shop gives begins with: it keeps none itself, so that none can be read there. */
const shopTokens = ['shpat_', 'shprt_'];

function ruleInput() {
  return {
    name: 'Thank you',
    trigger: 'large-order',
    who: '',
    offer: { kind: 'amount', amount: '10.00' },
    minimumSubtotal: null,
    expiryDays: 30,
    budgetAmount: '1000.00',
    budgetCount: null,
    deadlineDays: null,
    codePrefix: 'TY',
  };
}
