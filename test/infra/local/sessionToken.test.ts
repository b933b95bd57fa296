import { expect, test } from 'vitest';
import { verifySessionToken } from '../../../functions/shops/sessionToken.ts';
import { signSessionToken } from '../../../infra/local/sessionToken.ts';

const signer = { apiKey: 'key', apiSecret: 'a local secret', wallMs: () => 1_800_000_000_000 };
const rules = { apiKey: 'key', secrets: ['a local secret'], nowMs: signer.wallMs };

test('the real check takes a local token for a minute, and only with the local secret', async () => {
  const token = await signSessionToken('demo.myshopify.com', signer);
  expect(await verifySessionToken(token, rules)).toMatchObject({ shop: 'demo.myshopify.com' });
  await expect(
    verifySessionToken(token, { ...rules, nowMs: () => signer.wallMs() + 75_000 }),
  ).rejects.toThrow(/has expired/);
  await expect(verifySessionToken(token, { ...rules, secrets: ['other'] })).rejects.toThrow();
});
