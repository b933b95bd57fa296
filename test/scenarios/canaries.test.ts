import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { tracesOf } from '../support/traces.ts';
import { domain, openCanaryRun, type CanaryRun } from './canaryRun.ts';
import { familyMember, persons, valuesOf } from './canaryPersons.ts';

/**
 * Persons whose every word is found nowhere else go the whole way: webhooks, history, files, lists,
 * coupons, exports, imports, broken bodies, refused calls and an engine that dies. Then everything
 * that was written is searched for them.
 */
const patienceMs = 120_000;
const folder = mkdtempSync(join(tmpdir(), 'canaries-'));
const traces = tracesOf([...persons.flatMap(valuesOf), familyMember]);
let run: CanaryRun;
/** Files of the data folder as they were before the engine died. */
let files: Map<string, Buffer>;

beforeAll(async () => {
  run = await openCanaryRun(folder);
  await run.live();
  files = filesIn(folder);
  await run.die();
}, patienceMs);
afterAll(async () => {
  await run.end();
  rmSync(folder, { recursive: true, force: true });
}, patienceMs);

function filesIn(path: string, within = ''): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (const name of readdirSync(join(path, within))) {
    const file = join(within, name);
    if (statSync(join(path, file)).isDirectory()) {
      for (const [each, bytes] of filesIn(path, file)) found.set(each, bytes);
    } else found.set(file, readFileSync(join(path, file)));
  }
  return found;
}

const found = (bytes: Uint8Array | string) => traces.in(bytes);
const notOurs = (name: string) =>
  name.startsWith('shopify.sqlite') || name.startsWith('queue.sqlite');

describe('persons whose every word is known', () => {
  test('really went the whole way, or nothing of this would mean anything', () => {
    const shown = run.answers.filter(({ status }) => status < 400).map(({ body }) => body);
    const [first] = persons;
    for (const value of [first.email, first.phone, first.lastName, first.city, familyMember]) {
      expect(found(shown.join('\n')), value).toContain(value);
    }
    expect(run.answers.filter(({ status }) => status >= 400).length).toBeGreaterThan(8);
    expect(run.answers.some(({ status }) => status === 500)).toBe(true);
    expect(run.logged()).toMatch(/"apply\.failed"/);
    expect(run.logged()).toMatch(/"admin\.fault"/);
    expect(run.did).toMatchObject({ coupon: 'delivered', letters: expect.any(Number) });
    expect(run.did.letters).toBeGreaterThan(0);
    expect(run.did.seen).toEqual(['coupons', 'export', 'file', 'list']);
    expect(run.did.otherShop).toBe('found');
    // The shop itself knows them, so the search would find them where they are.
    const shops = [...files].filter(([name]) => name.startsWith('shopify.sqlite'));
    expect(found(Buffer.concat(shops.map(([, bytes]) => bytes)))).toContain(first.email);
  });

  test('are in no log line and in nothing that is printed', () => {
    expect(run.logged().length).toBeGreaterThan(100);
    expect(found(run.logged())).toEqual([]);
    expect(found(run.printed.join('\n'))).toEqual([]);
  });

  test('are in no answer that refuses or fails, and in no header', () => {
    for (const { status, url, body, headers } of run.answers) {
      if (status >= 400) expect(found(body), `${url} ${body}`).toEqual([]);
      expect(found(headers), url).toEqual([]);
    }
  });

  test('are nowhere in the table but sealed: not in a key, an entry, a kept answer or a dead letter', () => {
    const table = [...files].filter(([name]) => name.startsWith('dynamo.sqlite'));
    const bytes = Buffer.concat(table.map(([, each]) => each));
    expect(bytes.includes('S#demo.myshopify.com')).toBe(true);
    for (const prefix of ['IDEM#', 'SEEN#', 'AUDIT#', 'DEAD#']) {
      expect(bytes.includes(prefix), prefix).toBe(true);
    }
    expect(found(bytes)).toEqual([]);
  });

  test('are in no object and no other file of ours', () => {
    const names = [...files.keys()].filter((name) => !notOurs(name));
    expect(names).toContain(join('objects', 'snapshots', domain, 'current.arrow'));
    for (const name of names) expect(found(files.get(name)!), name).toEqual([]);
  });

  test('are in a message under way in its body alone, and in no reason why one died', () => {
    const queue = new DatabaseSync(join(folder, 'queue.sqlite'), { readOnly: true });
    for (const table of ['messages', 'deadLetters']) {
      for (const row of queue.prepare(`SELECT * FROM ${table}`).all()) {
        const { body: _, ...attributes } = row;
        expect(found(JSON.stringify(attributes))).toEqual([]);
      }
    }
    queue.close();
  });
});

test('no token and no secret of the app is in a log line, an answer or a file of ours', () => {
  const secrets = tracesOf(run.secrets());
  expect(run.secrets().length).toBeGreaterThan(3);
  expect(secrets.in(run.logged())).toEqual([]);
  expect(secrets.in(run.printed.join('\n'))).toEqual([]);
  for (const { body, headers, url } of run.answers) {
    // Shown to whoever connects a shop, this once.
    if (url === '/api/sources') continue;
    expect(secrets.in(body + headers), url).toEqual([]);
  }
  for (const [name, bytes] of files) {
    if (!name.startsWith('shopify.sqlite')) expect(secrets.in(bytes), name).toEqual([]);
  }
});

vi.setConfig({ testTimeout: patienceMs });
