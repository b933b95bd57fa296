import { execFile, execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customerFileSchema, customerListSchema } from '../../functions/admin/customers.schema.ts';
import { overviewSchema } from '../../functions/insights/overview.schema.ts';
import { sourceSecretSchema } from '../../functions/sources/sources.schema.ts';
import { orderBody } from '../shopify/orderBody.ts';
import { type LocalRun, localRun } from '../support/localRun.ts';

/** The examples of docs/other-shops.md, run as they stand there against a product that runs. */
const page = readFileSync('docs/other-shops.md', 'utf8');
const block = (language: string) =>
  new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(page)![1]!;
const event = JSON.parse(block('json')) as { order: object };

const folder = mkdtempSync(join(tmpdir(), 'other-shops-'));
let run: LocalRun;
let env: Record<string, string>;
beforeAll(async () => {
  run = await localRun(join(folder, 'data'), ['--empty', '--currency', 'USD']);
  const made = await run.post('/api/sources', { name: 'till', title: 'Our till' });
  const { source, secret } = sourceSecretSchema.parse(made);
  const PATH = process.env['PATH'] ?? '';
  env = { PATH, CLIENTELE_URL: run.url + source.path, CLIENTELE_SECRET: secret };
}, 60_000);
afterAll(() => run.end('SIGTERM'));

function has(program: string): boolean {
  try {
    execFileSync(program, [program === 'openssl' ? 'version' : '--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Sends the order of the page, changed, by an example; answers how it ended and what it printed. */
const send = (program: string, example: string, order: object) =>
  sendEvent(program, example, { ...event, order: { ...event.order, ...order } });

function sendEvent(program: string, example: string, told: object): Promise<[number, string]> {
  const script = join(folder, example);
  const language = { 'send.sh': 'bash', 'send.mjs': 'js', 'send.py': 'python' }[example]!;
  writeFileSync(script, block(language));
  const file = join(folder, `${example}.json`);
  writeFileSync(file, JSON.stringify(told));
  return new Promise((done) => {
    execFile(program, [script, file], { env }, (error, stdout) => {
      done([error === null ? 0 : Number(error.code), stdout]);
    });
  });
}

async function authorization(): Promise<Record<string, string>> {
  const answer = await fetch(`${run.url}/local/session-token`);
  const { token } = (await answer.json()) as { token: string };
  return { Authorization: `Bearer ${token}` };
}

const file = async (id: string) => customerFileSchema.parse(await run.get(`/api/customers/${id}`));

describe('an example of the page', () => {
  const examples = [
    [process.execPath, 'send.mjs', true],
    ['python3', 'send.py', has('python3')],
    ['bash', 'send.sh', has('bash') && has('curl') && has('openssl')],
  ] as const;

  it.each(examples.filter(([, , there]) => there))(
    'lets an order in (%s %s)',
    async (program, example) => {
      const [code, said] = await send(program, example, { id: example });
      expect([code, said]).toEqual([0, expect.stringContaining('{"kept":true}')]);
      const [refused, words] = await send(program, example, { id: example, total: 'free' });
      expect(refused).not.toBe(0);
      expect(words).toContain('"pointer":"/order/total"');
    },
  );

  it.each(['js', 'python', 'bash'])('in %s is at most twenty lines', (language) => {
    expect(block(language).trimEnd().split('\n').length).toBeLessThanOrEqual(20);
  });
});

describe('beside Shopify', () => {
  it('orders of both are right, each in its own file, and the shop has the sum of both', async () => {
    for (let time = 0; time < 2; time += 1) {
      const [code] = await send(process.execPath, 'send.mjs', { id: 'send.mjs' });
      expect(code).toBe(0);
    }
    const placed = '2026-11-20T10:00:00Z';
    const body = orderBody({
      id: 7,
      admin_graphql_api_id: 'gid://shopify/Order/7',
      created_at: placed,
      processed_at: placed,
      updated_at: placed,
      customer: { id: 7, admin_graphql_api_id: 'gid://shopify/Customer/7' },
    });
    expect(await run.webhook('orders/create', body)).toBe(200);
    await run.settled();
    await run.post('/local/jobs/recompute');
    const sent = [true, has('python3'), has('bash') && has('curl') && has('openssl')];
    const orders = sent.filter((there) => there).length;
    expect(await file('7')).toMatchObject({ orders: 1, netSpent: { amount: '54.50' } });
    expect(await file('till:7')).toMatchObject({
      orders,
      netSpent: { amount: (50 * orders).toFixed(2), currency: 'USD' },
      name: 'Ann Lee',
    });
    expect(await run.get('/api/overview')).toMatchObject({
      orders: orders + 1,
      netSpent: { amount: (50 * orders + 54.5).toFixed(2) },
    });
  });
});

describe('a person', () => {
  it('whose shop asks for it is erased; the money stays, and a late word brings nobody back', async () => {
    const redact = { kind: 'customer.redact', customer: { id: '7' } };
    expect((await sendEvent(process.execPath, 'send.mjs', redact))[0]).toBe(0);
    await run.settled();
    const { netSpent } = overviewSchema.parse(await run.get('/api/overview'));
    await send(process.execPath, 'send.mjs', { id: 'late' });
    await run.settled();
    await run.post('/local/jobs/recompute');
    const after = overviewSchema.parse(await run.get('/api/overview'));
    expect(Number(after.netSpent.amount)).toBeCloseTo(Number(netSpent.amount) + 50, 2);
    const search = await run.get('/api/customers?search=ann%40example.com');
    expect(customerListSchema.parse(search).customers.map(({ id }) => id)).not.toContain('till:7');
    const told = await fetch(`${run.url}/api/customers/till:7`, {
      headers: await authorization(),
    });
    expect(await told.text()).not.toMatch(/Ann|Lee|ann@example/);
    expect(await file('7')).toMatchObject({ orders: 1 });
  });
});

describe('anybody', () => {
  it('may read the schema, in which every field says what it means', async () => {
    const answer = await fetch(`${run.url}/api/schemas/order`);
    const schema = (await answer.json()) as Record<string, unknown>;
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: 'Clientele order event',
    });
    const bare: string[] = [];
    const look = (value: unknown, path: string) => {
      if (typeof value !== 'object' || value === null) return;
      const { properties } = value as { properties?: Record<string, Record<string, unknown>> };
      for (const [name, field] of Object.entries(properties ?? {})) {
        const said = 'description' in field || 'const' in field || 'properties' in field;
        if (!said && !Array.isArray(field['anyOf'])) bare.push(`${path}/${name}`);
      }
      for (const [name, inner] of Object.entries(value)) look(inner, `${path}/${name}`);
    };
    look(schema, '');
    expect(bare).toEqual([]);
    expect(JSON.stringify(schema)).toContain('"additionalProperties":false');
  });

  it('is refused at the door with a sentence, as problem details', async () => {
    const body = '{}';
    const t = Math.floor(Date.now() / 1000);
    const v1 = createHmac('sha256', 'another')
      .update(`${String(t)}.${body}`)
      .digest('hex');
    const answer = await fetch(env['CLIENTELE_URL']!, {
      method: 'POST',
      headers: { 'Clientele-Signature': `t=${String(t)},v1=${v1}` },
      body,
    });
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([
      401,
      'application/problem+json',
    ]);
    expect(await answer.json()).toMatchObject({ status: 401 });
  });
});
