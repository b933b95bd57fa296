import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../functions/platform/refusal.ts';
import { readEvent } from '../../functions/sources/readEvent.ts';
import { isSignedBy, readSignature } from '../../functions/sources/signature.ts';
import { addressOf, claimOf } from '../../functions/sources/source.ts';
import { order, sign } from './market.ts';

const telling = { shop: 'a.myshopify.com', source: 'till', currency: 'USD' };
const full = order({
  revision: 3,
  discount: '1.00',
  refunds: [{ id: 'r', at: '2026-11-22T11:00:00Z', amount: '4.50' }],
  codes: [' spring '],
  channel: 'pos',
  wholesale: true,
  customer: { id: '7', email: 'jane@example.com', address: { city: 'Oslo', countryCode: 'NO' } },
});

/** Every place in a value, as a path. */
function paths(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => paths(inner, [...path, key]))];
}

function changed(value: unknown, [key, ...rest]: (string | number)[], to: unknown): unknown {
  if (key === undefined) return to;
  const copy = structuredClone(value) as Record<string | number, unknown>;
  copy[key] = changed(copy[key], rest, to);
  return copy;
}

const odd = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(null, '', '__proto__', 1e308, -1, '9'.repeat(400), '1e5', [], {}, '٣'),
  fc.string({ unit: 'binary' }),
);

describe('an event', () => {
  it('is read, or refused at a field that is there to be seen, whatever is put where', () => {
    fc.assert(
      fc.property(fc.constantFrom(...paths(full)), odd, (path, value) => {
        const body = JSON.stringify(changed(full, path, value));
        try {
          const told = readEvent(body, telling);
          expect(['order', 'orderDeleted', 'customer', 'compliance']).toContain(told.kind);
          if (told.kind !== 'order') return;
          expect(told.fact.orderId).toMatch(/^till:[\w.-]+$/);
          expect(Number.isSafeInteger(told.fact.totalMinor)).toBe(true);
          expect(told.fact.totalMinor).toBeGreaterThanOrEqual(0);
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
          expect((error as Refusal).details['pointer']).toMatch(/^(\/[^/]*)*$/);
          // A refusal goes back to the sender and into a log of theirs: it quotes no value.
          expect((error as Refusal).message).not.toMatch(/jane|Oslo/);
        }
      }),
      { numRuns: 3_000, seed: 7 },
    );
  });

  it('has every id under the name of its source', () => {
    const told = readEvent(JSON.stringify(full), telling);
    if (told.kind !== 'order') throw new Error('no order');
    const { fact, profile } = told;
    const ids = [fact.orderId, fact.customerId, fact.name, profile?.customerId];
    ids.push(...fact.refunds.map(({ refundId }) => refundId));
    ids.push(...fact.lines.map(({ productId }) => productId));
    for (const id of ids) expect(id).toMatch(/^till:/);
    expect(fact).toMatchObject({ revision: 3, codes: ['SPRING'], flags: ['wholesale'] });
  });

  it.each([
    ['2026-11-22T11:00:00.007Z', 7],
    ['2026-11-22T11:00:00Z', 0],
    ['1969-12-31T23:59:59.250Z', 250],
  ])('without a revision is placed within its second by the milliseconds of %s', (at, revision) => {
    const told = readEvent(JSON.stringify(order({ updatedAt: at })), telling);
    expect(told).toMatchObject({ fact: { revision } });
  });
});

describe('a signature', () => {
  const body = Buffer.from('{"a":1}');
  const header = sign('secret', body, 1_700_000_000_000);

  it('holds for these bytes, this time and one of the secrets only', () => {
    const signature = readSignature(header)!;
    expect(isSignedBy(signature, body, ['other', 'secret'])).toBe(true);
    expect(isSignedBy(signature, Buffer.from('{"a":2}'), ['secret'])).toBe(false);
    expect(isSignedBy({ ...signature, t: signature.t + 1 }, body, ['secret'])).toBe(false);
    expect(isSignedBy(signature, body, ['other'])).toBe(false);
    expect(isSignedBy(signature, body, [])).toBe(false);
  });

  it('may stand beside another while the sender changes its secret', () => {
    const two = `${header},v1=${'0'.repeat(64)}`;
    expect(isSignedBy(readSignature(two)!, body, ['secret'])).toBe(true);
  });

  it.each([undefined, '', 't=1', `v1=${'0'.repeat(64)}`, 't=x,v1=0', `t=1,v1=${'0'.repeat(63)}`])(
    'is none in %j',
    (given) => {
      expect(readSignature(given)).toBeNull();
    },
  );
});

describe('an address', () => {
  it('says which shop and source it is of, and another text says nothing', () => {
    const address = addressOf('my-shop.myshopify.com', 'till-2', 'a'.repeat(32));
    expect(claimOf(address)).toEqual({ shop: 'my-shop.myshopify.com', name: 'till-2' });
    for (const other of ['', 'a_b', `${address}0`, address.toUpperCase(), `../${address}`]) {
      expect(claimOf(other)).toBeNull();
    }
  });
});
