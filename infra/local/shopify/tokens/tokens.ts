import { createHash } from 'node:crypto';
import { jwtVerify } from 'jose';
import { z } from 'zod';
import { randomHex } from '../random.ts';
import type { Database } from '../records/database.ts';

export interface TokenOptions {
  database: Database;
  apiKey: string;
  apiSecret: string;
  random: () => number;
  /** Wall time, epoch milliseconds. */
  wallMs: () => number;
}

export interface Grant {
  access_token: string;
  scope: string;
  expires_in: number;
  refresh_token: string;
  refresh_token_expires_in: number;
}

export type GrantAnswer =
  { outcome: 'granted'; grant: Grant } | { outcome: 'refused'; error: string; description: string };

export interface Tokens {
  /** Answers a request to `/admin/oauth/access_token`. */
  grant(shop: string, scopes: readonly string[], request: unknown): Promise<GrantAnswer>;
  holds(shop: string, accessToken: string): boolean;
  revokeAll(shop: string): void;
}

/** Expiring offline tokens: one hour, renewed for 90 days. */
const accessSeconds = 3600;
const refreshSeconds = 90 * 86_400;

const requestSchema = z.object({
  client_id: z.string(),
  client_secret: z.string(),
  grant_type: z.string(),
  subject_token: z.string().optional(),
  subject_token_type: z.string().optional(),
  requested_token_type: z.string().optional(),
  expiring: z.union([z.string(), z.number(), z.boolean()]).optional(),
  refresh_token: z.string().optional(),
});
type TokenRequest = z.infer<typeof requestSchema>;

const exchangeGrant = 'urn:ietf:params:oauth:grant-type:token-exchange';
const idTokenType = 'urn:ietf:params:oauth:token-type:id_token';
const offlineType = 'urn:shopify:params:oauth:token-type:offline-access-token';

export function openTokens(options: TokenOptions): Tokens {
  const { database } = options;
  const key = new TextEncoder().encode(options.apiSecret);

  function issue(shop: string, scopes: readonly string[]): GrantAnswer {
    const accessToken = `shpat_${randomHex(options.random, 32)}`;
    const refreshToken = `shprt_${randomHex(options.random, 32)}`;
    const nowMs = options.wallMs();
    database.run(
      'INSERT INTO token (shop, access_hash, refresh_hash, access_ends_ms, refresh_ends_ms) VALUES (?, ?, ?, ?, ?)',
      shop,
      hashOf(accessToken),
      hashOf(refreshToken),
      nowMs + accessSeconds * 1000,
      nowMs + refreshSeconds * 1000,
    );
    return {
      outcome: 'granted',
      grant: {
        access_token: accessToken,
        scope: scopes.join(','),
        expires_in: accessSeconds,
        refresh_token: refreshToken,
        refresh_token_expires_in: refreshSeconds,
      },
    };
  }

  async function exchange(shop: string, scopes: readonly string[], request: TokenRequest) {
    if (
      request.subject_token_type !== idTokenType ||
      request.requested_token_type !== offlineType
    ) {
      return refused('invalid_request', 'Only an offline token for a session token is given here.');
    }
    if (!['1', 'true', 1, true].some((yes) => yes === request.expiring)) {
      return refused('invalid_request', 'A public app must ask for an expiring token.');
    }
    try {
      await jwtVerify(request.subject_token ?? '', key, {
        algorithms: ['HS256'],
        audience: options.apiKey,
        issuer: `https://${shop}/admin`,
        currentDate: new Date(options.wallMs()),
      });
    } catch {
      return refused('invalid_subject_token', 'The session token does not hold for this shop.');
    }
    return issue(shop, scopes);
  }

  function refresh(shop: string, scopes: readonly string[], request: TokenRequest): GrantAnswer {
    const hash = hashOf(request.refresh_token ?? '');
    return database.transaction(() => {
      const row = database.row(
        'SELECT access_hash FROM token WHERE shop = ? AND refresh_hash = ? AND refresh_ends_ms > ?',
        shop,
        hash,
        options.wallMs(),
      );
      if (row === undefined) {
        return refused('invalid_grant', 'This refresh token is used up or too old.');
      }
      // The access token lives out its hour; the refresh token has served its one time.
      database.run(
        `UPDATE token SET refresh_hash = '' WHERE shop = ? AND refresh_hash = ?`,
        shop,
        hash,
      );
      return issue(shop, scopes);
    });
  }

  return {
    async grant(shop, scopes, body) {
      const parsed = requestSchema.safeParse(body);
      if (!parsed.success) return refused('invalid_request', 'The request lacks a field.');
      const request = parsed.data;
      if (request.client_id !== options.apiKey || request.client_secret !== options.apiSecret) {
        return refused('invalid_client', 'The client id or secret is wrong.');
      }
      if (request.grant_type === exchangeGrant) return exchange(shop, scopes, request);
      if (request.grant_type === 'refresh_token') return refresh(shop, scopes, request);
      return refused('unsupported_grant_type', 'The stand-in does not know this grant.');
    },
    holds(shop, accessToken) {
      const row = database.row(
        'SELECT 1 AS held FROM token WHERE shop = ? AND access_hash = ? AND access_ends_ms > ?',
        shop,
        hashOf(accessToken),
        options.wallMs(),
      );
      return row !== undefined;
    },
    revokeAll(shop) {
      database.run('DELETE FROM token WHERE shop = ?', shop);
    },
  };
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function refused(error: string, description: string): GrantAnswer {
  return { outcome: 'refused', error, description };
}
