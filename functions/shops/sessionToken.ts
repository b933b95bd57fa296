import { errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { Refusal } from '../platform/refusal.ts';
import { shopDomainSchema } from './shop.schema.ts';

/** Who calls, as the shop's admin vouches for it. */
export interface SessionCaller {
  shop: string;
  userId: string;
  /** The browser session at the shop; null where the token names none. */
  sessionId: string | null;
}

export interface SessionTokenRules {
  /** Client id of the app; the token's audience. */
  apiKey: string;
  /** Client secrets that may have signed it, newest first: two while a secret is being rotated. */
  secrets: readonly string[];
  /** Asked where none of these signed it: the secrets after a change, or null. It bounds itself. */
  newerSecrets?: () => Promise<readonly string[] | null>;
  /** Wall time, epoch milliseconds. */
  nowMs: () => number;
}

/** Seconds by which the shop's clock and ours may differ, on both ends of a token's minute. */
const clockToleranceSeconds = 10;

const claimsSchema = z.object({
  iss: z.url({ protocol: /^https$/ }),
  dest: z.url({ protocol: /^https$/ }),
  sub: z.string().min(1),
  sid: z.string().optional(),
});

/**
 * Verifies the token App Bridge sends with every call and says whose call it is. The shop comes
 * from `dest` alone and must agree with `iss`.
 * @throws Refusal 'unauthenticated'; the token itself is in no message.
 */
export async function verifySessionToken(
  token: string,
  rules: SessionTokenRules,
): Promise<SessionCaller> {
  const claims = claimsSchema.safeParse(await signedClaims(token, rules));
  if (!claims.success) throw refused('lacks what says which shop it is for');
  const destination = new URL(claims.data.dest).hostname;
  if (new URL(claims.data.iss).hostname !== destination) {
    throw refused('names two different shops');
  }
  const shop = shopDomainSchema.safeParse(destination);
  if (!shop.success) throw refused('names no Shopify shop');
  return { shop: shop.data, userId: claims.data.sub, sessionId: claims.data.sid ?? null };
}

async function signedClaims(token: string, rules: SessionTokenRules): Promise<unknown> {
  const known = await claimsSignedBy(rules.secrets, token, rules);
  if (known !== null) return known;
  const newer = (await rules.newerSecrets?.()) ?? null;
  const claims = newer === null ? null : await claimsSignedBy(newer, token, rules);
  if (claims === null) throw refused('was signed by someone else');
  return claims;
}

/** Null where none of the secrets signed it. */
async function claimsSignedBy(
  secrets: readonly string[],
  token: string,
  rules: SessionTokenRules,
): Promise<object | null> {
  for (const secret of secrets) {
    try {
      const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
        algorithms: ['HS256'],
        audience: rules.apiKey,
        clockTolerance: clockToleranceSeconds,
        currentDate: new Date(rules.nowMs()),
        requiredClaims: ['exp', 'nbf', 'iss', 'dest', 'sub'],
      });
      return payload;
    } catch (error) {
      if (error instanceof errors.JWSSignatureVerificationFailed) continue;
      if (error instanceof errors.JWTExpired) throw refused('has expired');
      if (error instanceof errors.JOSEError) throw refused('is not valid');
      throw error;
    }
  }
  return null;
}

function refused(why: string): Refusal {
  return new Refusal(
    'unauthenticated',
    `The session token ${why}: reload Clientele in your shop admin.`,
  );
}
