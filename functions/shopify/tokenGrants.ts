import { z } from 'zod';
import { type AppSecrets, fixedAppSecrets, keysOf } from '../platform/appSecrets.ts';
import { Refusal } from '../platform/refusal.ts';
import { grantedScopes } from './apiVersion.ts';

/** An offline token and what renews it; instants are epoch milliseconds of wall time. */
export interface TokenPair {
  accessToken: string;
  refreshToken: string;
  expiresAtMs: number;
  refreshExpiresAtMs: number;
}

export interface TokenGrants {
  /** The shop's first pair, for a session token its admin just vouched for. */
  exchange(shop: string, sessionToken: string): Promise<{ pair: TokenPair; scopes: string[] }>;
  /** The next pair; the refresh token given is used up. */
  refresh(shop: string, refreshToken: string): Promise<TokenPair>;
}

export interface TokenGrantDeps {
  apiKey: string;
  apiSecret: string;
  /** Taken too while the secret is being changed. */
  previousApiSecret?: string | null;
  /** Where the secret may change while this runs; else it stays as above. */
  appSecrets?: AppSecrets;
  shopUrl: (shop: string) => string;
  fetch: typeof globalThis.fetch;
  /** Wall time, epoch milliseconds. */
  nowMs: () => number;
}

const answerTimeoutMs = 15_000;
/**
 * Lifetimes of expiring offline tokens, for an answer that leaves them out: such a token must not
 * pass for one that lives forever.
 */
const accessSeconds = 3600;
const refreshSeconds = 90 * 86_400;

const answerSchema = z.object({
  access_token: z.string().min(1),
  scope: z.string().default(''),
  expires_in: z.number().positive().optional(),
  refresh_token: z.string().min(1).optional(),
  refresh_token_expires_in: z.number().positive().optional(),
});
type Answer = z.infer<typeof answerSchema>;
const refusedSchema = z.object({ error: z.string() });

/** The refresh token does not hold (any more): only a new session token of the shop's admin helps. */
export const usedUp = 'invalid_grant';

function notGranted(status: number, error = ''): Refusal {
  return new Refusal(
    'unauthenticated',
    'Shopify did not grant access to this shop: open Clientele from your shop admin.',
    { status, ...(error === '' ? {} : { error }) },
  );
}

export function openTokenGrants(deps: TokenGrantDeps): TokenGrants {
  const appSecrets = deps.appSecrets ?? fixedAppSecrets(keysOf(deps));

  /** With each secret in turn, newest first: one the shop does not know uses no token up. */
  async function ask(shop: string, grant: Record<string, string>): Promise<Answer> {
    const { apiKey, secrets } = await appSecrets.current();
    for (const secret of secrets) {
      const answer = await askAs(shop, apiKey, secret, grant);
      if (answer !== 'otherSecret') return answer;
    }
    const newer = await appSecrets.newer();
    for (const secret of newer?.secrets ?? []) {
      const answer = await askAs(shop, newer?.apiKey ?? apiKey, secret, grant);
      if (answer !== 'otherSecret') return answer;
    }
    throw notGranted(401);
  }

  async function askAs(
    shop: string,
    apiKey: string,
    apiSecret: string,
    grant: Record<string, string>,
  ): Promise<Answer | 'otherSecret'> {
    const response = await deps
      .fetch(`${deps.shopUrl(shop)}/admin/oauth/access_token`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
        body: JSON.stringify({
          client_id: apiKey,
          client_secret: apiSecret,
          ...grant,
        }),
        signal: AbortSignal.timeout(answerTimeoutMs),
      })
      .catch(() => undefined);
    if (response === undefined || response.status === 429 || response.status >= 500) {
      throw new Refusal('unavailable', 'Shopify gave no access just now: try again in a minute.');
    }
    const body: unknown = await response.json().catch(() => undefined);
    const answer = answerSchema.safeParse(body);
    if (response.ok && answer.success) return answer.data;
    const error = refusedSchema.safeParse(body).data?.error ?? '';
    if (error === 'invalid_client') return 'otherSecret';
    throw notGranted(response.status, error === usedUp ? error : '');
  }

  function pairOf(answer: Answer, refreshToken: string): TokenPair {
    const nowMs = deps.nowMs();
    return {
      accessToken: answer.access_token,
      refreshToken,
      expiresAtMs: nowMs + (answer.expires_in ?? accessSeconds) * 1000,
      refreshExpiresAtMs: nowMs + (answer.refresh_token_expires_in ?? refreshSeconds) * 1000,
    };
  }

  return {
    async exchange(shop, sessionToken) {
      const answer = await ask(shop, {
        grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
        subject_token: sessionToken,
        subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
        requested_token_type: 'urn:shopify:params:oauth:token-type:offline-access-token',
        expiring: '1',
      });
      if (answer.refresh_token === undefined) {
        throw new Refusal(
          'unavailable',
          'Shopify granted access that cannot be renewed: this app must use expiring tokens.',
        );
      }
      return {
        pair: pairOf(answer, answer.refresh_token),
        scopes: grantedScopes(answer.scope),
      };
    },
    async refresh(shop, refreshToken) {
      const answer = await ask(shop, {
        grant_type: 'refresh_token',
        refresh_token: refreshToken,
      });
      return pairOf(answer, answer.refresh_token ?? refreshToken);
    },
  };
}
