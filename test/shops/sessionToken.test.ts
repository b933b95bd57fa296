import { SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../../functions/platform/refusal.ts';
import { verifySessionToken } from '../../functions/shops/sessionToken.ts';

const apiKey = 'the-app';
const secret = 'new-secret-of-at-least-32-bytes!';
const oldSecret = 'old-secret-of-at-least-32-bytes!';
const nowSeconds = 1_795_000_000;
const rules = { apiKey, secrets: [secret, oldSecret], nowMs: () => nowSeconds * 1000 };

const claims = {
  iss: 'https://one.myshopify.com/admin',
  dest: 'https://one.myshopify.com',
  aud: apiKey,
  sub: '42',
  sid: 'session-1',
  jti: 'j',
  iat: nowSeconds,
  nbf: nowSeconds,
  exp: nowSeconds + 60,
};

function signed(changes: Record<string, unknown> = {}, key = secret, alg = 'HS256') {
  return new SignJWT({ ...claims, ...changes })
    .setProtectedHeader({ alg, typ: 'JWT' })
    .sign(new TextEncoder().encode(key));
}

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

test('a token of the shop admin says whose call it is', async () => {
  expect(await verifySessionToken(await signed(), rules)).toEqual({
    shop: 'one.myshopify.com',
    userId: '42',
    sessionId: 'session-1',
  });
});

test('a token signed with the secret being rotated out still holds', async () => {
  const caller = await verifySessionToken(await signed({}, oldSecret), rules);
  expect(caller.shop).toBe('one.myshopify.com');
});

test('a token a few seconds early holds: the two clocks need not agree to the second', async () => {
  const early = await signed({ nbf: nowSeconds + 5, iat: nowSeconds + 5 });
  expect((await verifySessionToken(early, rules)).userId).toBe('42');
});

describe('a token is refused', () => {
  const without = (claim: string) => signed({ [claim]: undefined });
  const cases: Record<string, () => Promise<string>> = {
    'signed by someone else': () => signed({}, 'another-secret-of-at-least-32-b!'),
    'with another algorithm': () => signed({}, secret.repeat(2), 'HS512'),
    'with no signature': () =>
      Promise.resolve(`${encoded({ alg: 'none', typ: 'JWT' })}.${encoded(claims)}.`),
    'of another app': () => signed({ aud: 'other-app' }),
    expired: () => signed({ exp: nowSeconds - 11 }),
    'not valid yet': () => signed({ nbf: nowSeconds + 3600 }),
    'without an end': () => without('exp'),
    'without a beginning': () => without('nbf'),
    'whose issuer is another shop': () => signed({ iss: 'https://two.myshopify.com/admin' }),
    'without a destination': () => without('dest'),
    'without an issuer': () => without('iss'),
    'without a user': () => without('sub'),
    'for a host that is no Shopify shop': () =>
      signed({ dest: 'https://evil.example', iss: 'https://evil.example/admin' }),
    'for a host that only looks like one': () =>
      signed({
        dest: 'https://one.myshopify.com.evil.example',
        iss: 'https://one.myshopify.com.evil.example/admin',
      }),
    'with a destination that is no address': () => signed({ dest: 'one.myshopify.com' }),
    'that is no token at all': () => Promise.resolve('hello'),
    'that is empty': () => Promise.resolve(''),
  };
  for (const [name, make] of Object.entries(cases)) {
    test(name, async () => {
      const token = await make();
      const error: unknown = await verifySessionToken(token, rules).catch((e: unknown) => e);
      expect(error).toBeInstanceOf(Refusal);
      expect((error as Refusal).code).toBe('unauthenticated');
      if (token !== '') expect(String((error as Error).stack)).not.toContain(token);
    });
  }
});

test('a token signed with a secret that was just changed is taken once the new one is read', async () => {
  let asked = 0;
  const newerSecrets = () => {
    asked += 1;
    return Promise.resolve(['newest-secret-of-at-least-32-byte', secret]);
  };
  const changed = { ...rules, newerSecrets };
  const token = await signed({}, 'newest-secret-of-at-least-32-byte');
  expect((await verifySessionToken(token, changed)).userId).toBe('42');
  await verifySessionToken(await signed(), changed);
  expect(asked).toBe(1);
  const forged = await signed({}, 'guessed-secret-of-at-least-32-byt');
  await expect(verifySessionToken(forged, changed)).rejects.toMatchObject({
    code: 'unauthenticated',
  });
});
