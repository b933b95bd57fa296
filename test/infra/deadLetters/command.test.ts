import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { graveyardOf } from '../../../functions/assembly/deadLetters.ts';
import { packEnvelope } from '../../../functions/intake/packEnvelope.ts';
import { jsonLog } from '../../../functions/platform/log.ts';
import { vaultFromKey } from '../../../functions/platform/vault.ts';
import { openShopStore } from '../../../functions/shops/store.ts';
import { readCommand } from '../../../infra/deadLetters/command.ts';
import { runDeadLetters } from '../../../infra/deadLetters/run.ts';
import { openMachineQueues } from '../../../infra/local/machineQueues.ts';
import { startTestTable } from '../../support/dynamo.ts';

const shop = 'one.myshopify.com';
const now = Date.parse('2026-11-22T12:00:00Z');
let parts: Parameters<typeof runDeadLetters>[1] & { queues: { events: { depth(): number } } };

beforeAll(async () => {
  const { table } = await startTestTable();
  const wallMs = () => now;
  const queues = openMachineQueues(join(mkdtempSync(join(tmpdir(), 'dead-')), 'q.sqlite'), wallMs);
  const vault = vaultFromKey(randomBytes(32));
  const clock = { businessMs: wallMs, wallMs };
  parts = { table, queues, vault, clock };
  await openShopStore(table).write({
    shop,
    name: 'A shop',
    currency: 'USD',
    timeZone: 'UTC',
    locale: 'en',
    installedAtMs: 1,
    uninstalledAtMs: null,
    scopes: [],
    token: null,
    rev: 0,
  });
  const bury = graveyardOf({ table, vault, clock, log: jsonLog(() => undefined) });
  const body = { id: 77, email: 'jane@example.com', customer: { id: 5, 'jane doe': [null, {}] } };
  const message = (id: string) => ({
    id,
    attempt: 8,
    sentAtMs: now,
    body: packEnvelope({
      kind: 'delivery',
      shop,
      source: 'shopify',
      topic: 'orders/create',
      webhookId: null,
      triggeredAtMs: null,
      receivedAtMs: now,
      body: JSON.stringify(body),
    }),
  });
  const death = { cause: 'poison' as const, reason: 'It lacks created_at.' };
  for (const id of ['a', 'b', 'c']) await bury('events', message(id), death);
  await bury('events', { id: 'torn', attempt: 1, sentAtMs: now, body: 'Jane{' }, death);
});

const run = async (...args: string[]) => (await runDeadLetters(args, parts)).join('\n');
const idOf = (name: string) => `20261122T120000000Z-${name}`;

describe('npm run dead-letters', () => {
  it('lists every message with its reason, those of no shop too, and nothing of a person', async () => {
    const said = await run();
    expect(said).toContain('4 messages given up.');
    expect(said).toContain(`${idOf('a')}\n  ${shop}  events  orders/create  poison`);
    expect(said).toContain('It lacks created_at.');
    expect(said).toContain('order 77, customer 5');
    expect(said).toContain(`${idOf('torn')}\n  (no shop)  events  (unreadable)`);
    expect(said).not.toMatch(/jane/i);
    expect(await run('list', '--shop', shop)).toContain('3 messages given up.');
  });

  it('shows the fields of one, with their values masked', async () => {
    const said = await run('show', idOf('a'));
    expect(said).toContain('    email: text of 16\n    customer.id: number');
    expect(said).toContain('    customer.(8 characters).0: null');
    expect(said).not.toMatch(/jane/i);
    expect(await run('show', idOf('torn'))).toContain('(not JSON: 5 characters)');
  });

  it('sends one again, discards one, sends all again', async () => {
    expect(await run('retry', idOf('a'))).toBe(`${idOf('a')} sent again.`);
    expect(parts.queues.events.depth()).toBe(1);
    expect(await run('discard', idOf('b'))).toBe(`${idOf('b')} discarded.`);
    expect(await run('retry', '--all')).toBe('2 messages sent again.');
    expect(parts.queues.events.depth()).toBe(3);
    expect(await run()).toBe('No message was given up.');
    await expect(run('show', idOf('a'))).rejects.toThrow(/There is no message/);
  });

  it.each([
    [['retyr'], /There is no "retyr"/],
    [['retry'], /retry needs the ID/],
    [['retry', 'x', '--all'], /not both/],
    [['list', '--all'], /--all belongs to retry/],
    [['show', 'x', 'y'], /"y" is too much/],
    [['--nothing'], /not understood/],
    [['list', '--shop', 'foo'], /must look like/],
  ])('refuses %j and says what to write', (args, words) => {
    expect(() => readCommand(args)).toThrow(words);
  });
});
