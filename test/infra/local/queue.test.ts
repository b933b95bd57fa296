import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { beforeEach, describe, expect, test } from 'vitest';
import { openQueueFile } from '../../../infra/local/queueFile.ts';
import { openQueue, type LocalQueue } from '../../../infra/local/queue.ts';

const policy = { visibilityMs: 30_000, maxReceives: 3 };
let path: string;
let now: number;
let queue: LocalQueue;
const open = (name = 'events') => openQueue(openQueueFile(path), name, policy, () => now);
const none = new Map<string, string>();

beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'queue-')), 'queue.sqlite');
  now = 1_000_000;
  queue = open();
});

const bodies = (max = 10) => queue.receive(max).map((delivery) => delivery.body);

describe('a queue', () => {
  test('delivers in the order sent, at most as many as asked for', async () => {
    await Promise.all(['a', 'b', 'c'].map((body) => queue.send(body)));
    expect(bodies(2)).toEqual(['a', 'b']);
    expect(bodies(2)).toEqual(['c']);
    expect(bodies(2)).toEqual([]);
  });

  test('gives every group its share of a batch, however much one of them has sent', async () => {
    const noisy = Array.from({ length: 50 }, (_, n) => `noisy ${String(n)}`);
    await Promise.all(noisy.map((body) => queue.send(body, { group: 'noisy' })));
    await queue.send('quiet', { group: 'quiet' });
    await queue.send('also quiet', { group: 'shy' });
    expect(bodies(4).sort()).toEqual(['also quiet', 'noisy 0', 'noisy 1', 'quiet']);
    expect(bodies(2)).toEqual(['noisy 2', 'noisy 3']);
  });

  test('goes round the groups where a batch is shorter than their number', async () => {
    for (const group of ['a', 'b', 'c']) {
      await Promise.all([1, 2].map((n) => queue.send(`${group}${String(n)}`, { group })));
    }
    const order = Array.from({ length: 6 }, () => bodies(1)[0]);
    expect(order).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'c2']);
  });

  test('opens a file made before messages had groups, and loses none of it', async () => {
    const file = openQueueFile(path);
    file.exec('DROP INDEX nextMessagesOfEach; ALTER TABLE messages DROP COLUMN sentFor');
    file.exec(
      `INSERT INTO messages (queue, body, sentAtMs, visibleAtMs) VALUES ('events', 'old', 1, 1)`,
    );
    file.close();
    expect(open().receive(1)).toMatchObject([{ body: 'old' }]);
  });

  test('keeps a message apart from the queues beside it', async () => {
    const other = openQueue(openQueueFile(path), 'jobs', policy, () => now);
    await queue.send('a');
    expect(other.receive(10)).toEqual([]);
    expect(other.depth()).toBe(0);
    expect(queue.depth()).toBe(1);
  });

  test('hides a delivered message, delivers it again when nobody acknowledged it in time', async () => {
    await queue.send('a');
    expect(queue.receive(1)).toMatchObject([{ body: 'a', attempt: 1 }]);
    now += policy.visibilityMs - 1;
    expect(queue.receive(1)).toEqual([]);
    now += 1;
    expect(queue.receive(1)).toMatchObject([{ body: 'a', attempt: 2 }]);
  });

  test('forgets what was acknowledged and brings back only what failed', async () => {
    await Promise.all(['a', 'b', 'c'].map((body) => queue.send(body)));
    const batch = queue.receive(10);
    queue.settle(batch, new Map([[batch[1]!.id, 'the shop is busy']]));
    expect(queue.depth()).toBe(1);
    expect(bodies()).toEqual([]);
    now += 500;
    expect(bodies()).toEqual(['b']);
  });

  test('counts waiting, delayed and in flight as not done', async () => {
    await queue.send('now');
    await queue.send('later', { delaySeconds: 60 });
    expect(queue.depth()).toBe(2);
    expect(bodies()).toEqual(['now']);
    expect(queue.depth()).toBe(2);
    now += 60_000;
    expect(bodies()).toEqual(['now', 'later']);
  });

  test('gives up after the last try and keeps why, until that is taken away', async () => {
    await queue.send('poison');
    for (let attempt = 1; attempt <= policy.maxReceives; attempt += 1) {
      now += policy.visibilityMs;
      const batch = queue.receive(1);
      expect(batch).toMatchObject([{ attempt }]);
      queue.settle(batch, new Map([[batch[0]!.id, 'no such field']]));
    }
    now += policy.visibilityMs;
    expect(bodies()).toEqual([]);
    expect(queue.depth()).toBe(0);
    const [dead, ...others] = queue.dead(10);
    expect(dead).toEqual({
      id: '1',
      body: 'poison',
      attempt: 3,
      sentAtMs: 1_000_000,
      reason: 'no such field',
    });
    expect(others).toEqual([]);
    queue.removeDead(['1']);
    expect(queue.dead(10)).toEqual([]);
  });

  test('gives up on a message that ends its consumer each time', async () => {
    await queue.send('deadly');
    for (let attempt = 1; attempt <= policy.maxReceives; attempt += 1) {
      expect(bodies()).toEqual(['deadly']);
      now += policy.visibilityMs;
    }
    expect(bodies()).toEqual([]);
    expect(queue.dead(10)).toMatchObject([{ reason: 'not finished in time' }]);
  });

  test('lets no slow consumer acknowledge what was delivered again meanwhile', async () => {
    await queue.send('a');
    const slow = queue.receive(1);
    now += policy.visibilityMs;
    const second = queue.receive(1);
    queue.settle(slow, none);
    expect(queue.depth()).toBe(1);
    queue.settle(second, none);
    expect(queue.depth()).toBe(0);
  });

  test('has everything that was sent after it is opened again, also what was in flight', async () => {
    await Promise.all(['a', 'b'].map((body) => queue.send(body)));
    queue.receive(1);
    queue = open();
    expect(queue.receive(10)).toMatchObject([
      { body: 'a', attempt: 2 },
      { body: 'b', attempt: 1 },
    ]);
  });

  test('refuses a damaged file in words that say what to do', async () => {
    const { writeFileSync } = await import('node:fs');
    const broken = `${path}.broken`;
    writeFileSync(broken, 'this is no database, and it is longer than a header would be');
    expect(() => openQueueFile(broken)).toThrow(/Move the data folder away/);
  });
});

test('what was kept is there after kill -9', async () => {
  const program = `
    import { openQueueFile } from './infra/local/queueFile.ts';
    import { openQueue } from './infra/local/queue.ts';
    const queue = openQueue(openQueueFile(${JSON.stringify(path)}), 'events',
      { visibilityMs: 30000, maxReceives: 3 }, Date.now);
    for (let n = 1; ; n += 1) { await queue.send('message ' + n); process.stdout.write(n + '\\n'); }`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (said.length > 2_000) child.kill('SIGKILL');
  });
  await once(child, 'close');
  const acknowledged = Number(said.trimEnd().split('\n').at(-1));
  expect(open().depth()).toBeGreaterThanOrEqual(acknowledged);
  expect(acknowledged).toBeGreaterThan(100);
});
