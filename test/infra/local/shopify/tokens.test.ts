import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  domain,
  exchange,
  openTestShop,
  apiKey,
  apiSecret,
  sessionToken,
  type TestShop,
  type Json,
} from './openShop.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await openTestShop();
});
afterEach(() => shop.close());

const grant = async (body: object) => {
  const response = await shop.post('admin/oauth/access_token', body);
  return { status: response.status, body: (await response.json()) as Json };
};
const holds = async (token: string) =>
  (await shop.ask('{ shop { name } }', {}, token)).errors === undefined;

describe('access tokens', () => {
  it('come for a session token, last an hour and can be renewed once with their refresh token', async () => {
    const first = await grant(await exchange());
    expect(first.body).toMatchObject({ expires_in: 3600, refresh_token_expires_in: 90 * 86_400 });
    expect(first.body.scope.split(',')).toContain('read_all_orders');
    shop.clock.wall += 3_599_000;
    expect(await holds(first.body.access_token)).toBe(true);

    const renewal = {
      client_id: apiKey,
      client_secret: apiSecret,
      grant_type: 'refresh_token',
      refresh_token: first.body.refresh_token,
    };
    const second = await grant(renewal);
    expect(second.status).toBe(200);
    expect(second.body.refresh_token).not.toBe(first.body.refresh_token);
    expect(await grant(renewal)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });

    shop.clock.wall += 2_000;
    expect(await holds(first.body.access_token)).toBe(false);
    expect(await holds(second.body.access_token)).toBe(true);
  });

  it('do not end because business time moved', async () => {
    shop.clock.business += 400 * 86_400_000;
    expect(await holds(shop.token)).toBe(true);
  });

  it('end when the app is uninstalled', async () => {
    shop.standIn.shop(domain).uninstall();
    expect(await holds(shop.token)).toBe(false);
  });

  it.each([
    ['an eternal token', { expiring: '0' }, 'invalid_request'],
    ['another secret', { client_secret: 'guess' }, 'invalid_client'],
    ['a grant it does not know', { grant_type: 'password' }, 'unsupported_grant_type'],
  ])('are refused for %s', async (_, changes, error) => {
    expect((await grant(await exchange(changes))).body.error).toBe(error);
  });

  it.each([
    ['of another shop', { shop: 'other.myshopify.com' }],
    ['of another app', { key: 'other-key' }],
    ['signed by somebody else', { secret: 'another-secret-another-secret-12345' }],
  ])('are refused for a session token %s', async (_, claims) => {
    const request = await exchange({ subject_token: await sessionToken(claims) });
    expect((await grant(request)).body.error).toBe('invalid_subject_token');
  });
});
