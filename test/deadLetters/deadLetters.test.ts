import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { openGraveyard } from '../../functions/deadLetters/bury.ts';
import { burying, draining } from '../../functions/deadLetters/burying.ts';
import { openLetterDesk } from '../../functions/deadLetters/desk.ts';
import {
  deleteDeadLettersBefore,
  deleteDeadLettersOf,
  nobodysShop,
} from '../../functions/deadLetters/store.ts';
import { packEnvelope } from '../../functions/intake/packEnvelope.ts';
import type { Table } from '../../functions/platform/dynamo.ts';
import { jsonLog } from '../../functions/platform/log.ts';
import type { Delivery, Failure } from '../../functions/platform/queue.ts';
import { vaultFromKey } from '../../functions/platform/vault.ts';
import { openShopStore } from '../../functions/shops/store.ts';
import { startTestTable } from '../support/dynamo.ts';

let table: Table;
let shops = 0;
beforeAll(async () => {
  ({ table } = await startTestTable());
});

const sentAtMs = Date.parse('2026-11-22T12:00:00Z');

async function openDesk({ installed = true } = {}) {
  shops += 1;
  const shop = `letters${String(shops)}.myshopify.com`;
  const store = openShopStore(table);
  if (installed) {
    await store.write({
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
  }
  const lines: string[] = [];
  const sent: { queue: string; body: string; group: string | undefined }[] = [];
  const queueNamed = (queue: string) => ({
    send: async (body: string, options: { group?: string } = {}) => {
      sent.push({ queue, body, group: options.group });
    },
  });
  const vault = vaultFromKey(randomBytes(32));
  const nowMs = () => sentAtMs + 60_000;
  const log = jsonLog((line) => lines.push(line));
  const bury = openGraveyard({ table, vault, shops: store, nowMs, log });
  const queues = {
    events: queueNamed('events'),
    issue: queueNamed('issue'),
    jobs: queueNamed('jobs'),
  };
  return { shop, bury, lines, sent, log, desk: openLetterDesk({ table, vault, queues, nowMs }) };
}

const order = {
  id: 6123456789012,
  email: 'jane@example.com',
  customer: { id: 7123456789012, first_name: 'Jane' },
};
const event = (shop: string, body: unknown = order, topic = 'orders/create', source = 'shopify') =>
  packEnvelope({
    kind: 'delivery',
    shop,
    source,
    topic,
    webhookId: null,
    triggeredAtMs: null,
    receivedAtMs: sentAtMs,
    body: JSON.stringify(body),
  });
const delivery = (body: string, attempt = 1, id = 'm-1'): Delivery => ({
  id,
  body,
  attempt,
  sentAtMs,
});
const failing =
  (failure: Failure | undefined) =>
  (batch: readonly Delivery[]): Promise<{ failed: string[]; why: Map<string, Failure> }> => {
    const ids = batch.map(({ id }) => id);
    return Promise.resolve({
      failed: ids,
      why: new Map(failure === undefined ? [] : ids.map((id) => [id, failure])),
    });
  };
const poison: Failure = { kind: 'poison', reason: 'The body lacks total_price_set.' };
const fault: Failure = { kind: 'fault', reason: 'TypeError at fold fold.ts:12.' };

describe('a message that cannot be read', () => {
  it('is acknowledged at once, as a letter with its reason and none of its words', async () => {
    const { shop, bury, desk, lines, log } = await openDesk();
    const handle = burying('events', failing(poison), bury, log);
    expect((await handle([delivery(event(shop))])).failed).toEqual([]);
    const { letters } = await desk.list(shop, null);
    expect(letters).toEqual([
      {
        id: '20261122T120000000Z-m-1',
        queue: 'events',
        what: 'orders/create',
        cause: 'poison',
        reason: 'The body lacks total_price_set.',
        attempts: 1,
        sentAt: '2026-11-22T12:00:00.000Z',
        diedAt: '2026-11-22T12:01:00.000Z',
        orderIds: ['6123456789012'],
        customerIds: ['7123456789012'],
        bytes: Buffer.byteLength(event(shop)),
        canRetry: true,
      },
    ]);
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      {
        level: 'error',
        event: 'letter.buried',
        queue: 'events',
        shop,
        what: 'orders/create',
        cause: 'poison',
        message: 'm-1',
      },
    ]);
  });

  it('lies in the table sealed, so that nobody reads a person there', async () => {
    const { shop, bury } = await openDesk();
    await bury('events', delivery(event(shop)), { cause: 'poison', reason: 'x' });
    for await (const page of table.query({ pk: `S#${shop}`, prefix: 'DEAD#' })) {
      expect(page).toHaveLength(1);
      expect(JSON.stringify(page)).not.toMatch(/jane|Jane/);
      expect(Buffer.from(page[0]!['body'] as Uint8Array).toString('latin1')).not.toMatch(/jane/i);
    }
  });

  it('is one letter, however often it is buried', async () => {
    const { shop, bury, desk, lines } = await openDesk();
    for (let time = 0; time < 3; time += 1) {
      await bury('events', delivery(event(shop)), { cause: 'poison', reason: 'x' });
    }
    expect((await desk.list(shop, null)).letters).toHaveLength(1);
    expect(lines).toHaveLength(1);
  });
});

describe('a message that fails', () => {
  it('comes again until its last try, then is a letter with what was last wrong', async () => {
    const { shop, bury, desk, log } = await openDesk();
    const handle = burying('events', failing(fault), bury, log);
    expect((await handle([delivery(event(shop), 7)])).failed).toEqual(['m-1']);
    expect((await desk.list(shop, null)).letters).toEqual([]);
    expect((await handle([delivery(event(shop), 8)])).failed).toEqual([]);
    const [letter] = (await desk.list(shop, null)).letters;
    expect(letter).toMatchObject({ cause: 'fault', attempts: 8, reason: fault.reason });
  });

  it('of any queue is buried under its shop: coupons and jobs too', async () => {
    const { shop, bury, desk, log } = await openDesk();
    const coupon = { shop, customerId: '7', ruleId: 'r', occasion: 'o' };
    const job = { job: 'recompute', shop, reason: 'nightly' };
    await burying('issue', failing(fault), bury, log)([delivery(JSON.stringify(coupon), 20, 'a')]);
    await burying('jobs', failing(fault), bury, log)([delivery(JSON.stringify(job), 3, 'b')]);
    const { letters } = await desk.list(shop, null);
    expect(letters.map(({ queue, what, customerIds }) => [queue, what, customerIds])).toEqual([
      ['jobs', 'recompute', []],
      ['issue', 'coupon', ['7']],
    ]);
  });

  it('is not acknowledged while it cannot be buried', async () => {
    const { shop, log, lines } = await openDesk();
    const broken = () => Promise.reject(new Error('jane@example.com'));
    const handle = burying('events', failing(poison), broken, log);
    expect((await handle([delivery(event(shop))])).failed).toEqual(['m-1']);
    expect(await draining('events', broken, log)([delivery(event(shop))])).toEqual({
      failed: ['m-1'],
    });
    expect(lines.join()).toContain('letter.notKept');
    expect(lines.join()).not.toContain('jane');
  });

  it('and ended its function each time is drained, and says that nobody could say why', async () => {
    const { shop, bury, desk, log } = await openDesk();
    expect(await draining('events', bury, log)([delivery(event(shop), 1)])).toEqual({ failed: [] });
    const [letter] = (await desk.list(shop, null)).letters;
    expect(letter).toMatchObject({ cause: 'unfinished', attempts: 8 });
    expect(letter?.reason).toMatch(/^Each try ended before it could say why/);
  });
});

describe('a message of no shop of ours', () => {
  const nobodys = async (id: string) => {
    const { desk } = await openDesk();
    return (await desk.list(nobodysShop, null)).letters.find((one) => one.id.endsWith(id));
  };

  it('that names none is kept apart, with its size', async () => {
    const { bury } = await openDesk();
    await bury('events', delivery('{"half', 1, 'torn'), { cause: 'poison', reason: 'x' });
    expect(await nobodys('torn')).toMatchObject({ what: '(unreadable)', bytes: 6, canRetry: true });
  });

  it('of a shop we do not know leaves no body behind: it may have been forgotten', async () => {
    const { bury, shop } = await openDesk({ installed: false });
    await bury('events', delivery(event(shop), 1, 'gone'), { cause: 'fault', reason: 'x' });
    expect(await nobodys('gone')).toMatchObject({ canRetry: false });
  });
});

describe('staff', () => {
  it('send a message again, once and as it came, and it is noted who did', async () => {
    const { shop, bury, desk, sent } = await openDesk();
    await bury('events', delivery(event(shop)), { cause: 'fault', reason: 'x' });
    const [letter] = (await desk.list(shop, null)).letters;
    await desk.retry(shop, letter!.id, 'staff-1');
    expect(sent).toEqual([{ queue: 'events', body: event(shop), group: shop }]);
    expect((await desk.list(shop, null)).letters).toEqual([]);
    await expect(desk.retry(shop, letter!.id, 'staff-1')).rejects.toThrow(/no such message/);
    for await (const page of table.query({ pk: `S#${shop}`, prefix: 'AUDIT#' })) {
      expect(page).toMatchObject([
        { userId: 'staff-1', action: 'deadLetter.retry', subject: `deadLetter/${letter!.id}` },
      ]);
    }
  });

  it('send all again, or discard one', async () => {
    const { shop, bury, desk, sent } = await openDesk();
    for (const id of ['a', 'b', 'c']) {
      await bury('events', delivery(event(shop), 1, id), { cause: 'fault', reason: 'x' });
    }
    const [newest] = (await desk.list(shop, null)).letters;
    await desk.discard(shop, newest!.id, 'staff-1');
    expect(await desk.retryAll(shop, 'staff-1')).toBe(2);
    expect(sent).toHaveLength(2);
    expect((await desk.list(shop, null)).letters).toEqual([]);
  });

  it('are told that what was too large to keep cannot be sent again', async () => {
    const { shop, bury, desk } = await openDesk();
    const noise = { id: 1, note: randomBytes(400_000).toString('base64') };
    await bury('events', delivery(event(shop, noise)), { cause: 'poison', reason: 'x' });
    const [letter] = (await desk.list(shop, null)).letters;
    expect(letter).toMatchObject({ canRetry: false, orderIds: ['1'] });
    await expect(desk.retry(shop, letter!.id, 'staff-1')).rejects.toThrow(/too large to keep/);
  });

  it('see every letter once, a page at a time', async () => {
    const { shop, bury, desk } = await openDesk();
    const ids = Array.from({ length: 60 }, (_, n) => `m${String(n).padStart(2, '0')}`);
    for (const id of ids) {
      await bury('events', delivery(event(shop), 1, id), { cause: 'fault', reason: 'x' });
    }
    const first = await desk.list(shop, null);
    const second = await desk.list(shop, first.cursor);
    const seen = [...first.letters, ...second.letters].map(({ id }) => id.slice(-3));
    expect(seen).toEqual(ids.toReversed());
    expect(second.cursor).toBeNull();
  });
});

describe('a redaction', () => {
  it('takes away every letter about the person or their orders, and no other', async () => {
    const { shop, bury, desk } = await openDesk();
    const bodies: [string, unknown, string?, string?][] = [
      ['order', order],
      ['customer', { id: 7123456789012 }, 'customers/update'],
      ['gid', { customerId: 'gid://shopify/Customer/7123456789012' }, 'customer.tags_added'],
      ['refund', { order_id: 6123456789012 }, 'refunds/create'],
      ['request', { customer: { id: 7123456789012 }, orders_to_redact: [5] }, 'customers/redact'],
      ['other', { id: 5, customer: { id: 9 } }],
      [
        'till',
        { order: { id: '6123456789012', customer: { id: '7123456789012' } } },
        'order',
        'till',
      ],
    ];
    for (const [id, body, topic, source] of bodies) {
      const message = event(shop, body, topic, source);
      await bury('events', delivery(message, 1, id), { cause: 'poison', reason: 'x' });
    }
    const about = { customerId: '7123456789012', orderIds: ['6123456789012'] };
    expect(await deleteDeadLettersOf(table, shop, about)).toBe(5);
    const left = (await desk.list(shop, null)).letters;
    expect(left.map(({ orderIds, customerIds }) => [orderIds, customerIds])).toEqual([
      [['till:6123456789012'], ['till:7123456789012']],
      [['5'], ['9']],
    ]);
    expect(await deleteDeadLettersBefore(table, shop, sentAtMs)).toBe(0);
    expect(await deleteDeadLettersBefore(table, shop, sentAtMs + 60_001)).toBe(2);
  });
});
