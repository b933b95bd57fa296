import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';

export interface TokenSigner {
  apiKey: string;
  apiSecret: string;
  wallMs: () => number;
}

const lifeSeconds = 60;

/** The member of staff every local token names. */
const staffId = '1';

/** A token as App Bridge gives it for a shop, signed with the local secret; lives a minute. */
export function signSessionToken(shop: string, signer: TokenSigner): Promise<string> {
  const now = Math.floor(signer.wallMs() / 1000);
  return new SignJWT({ dest: `https://${shop}`, sid: randomUUID() })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(`https://${shop}/admin`)
    .setAudience(signer.apiKey)
    .setSubject(staffId)
    .setIssuedAt(now)
    .setNotBefore(now)
    .setExpirationTime(now + lifeSeconds)
    .setJti(randomUUID())
    .sign(new TextEncoder().encode(signer.apiSecret));
}
