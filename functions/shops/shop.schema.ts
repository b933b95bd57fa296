import { z } from 'zod';

/** One installed shop. Tokens are sealed; instants are epoch milliseconds of wall time. */
export const shopRecordSchema = z.object({
  shop: z.string(),
  name: z.string(),
  /** ISO 4217. */
  currency: z.string().length(3),
  /** IANA, such as "Asia/Seoul". */
  timeZone: z.string(),
  /** Language the shop's staff use, BCP 47. */
  locale: z.string(),
  installedAtMs: z.number().int(),
  uninstalledAtMs: z.number().int().nullable(),
  scopes: z.array(z.string()),
  /** When the shop said so; missing: when the app was installed. */
  scopesAtMs: z.number().int().optional(),
  /** Sealed {accessToken, refreshToken, expiresAtMs, refreshExpiresAtMs}; null before the exchange. */
  token: z.custom<Uint8Array>((value) => value instanceof Uint8Array).nullable(),
  /** All that is kept of it is being deleted; until that is done it cannot be installed again. */
  forgetting: z.literal(true).optional(),
  rev: z.number().int(),
});
export type ShopRecord = z.infer<typeof shopRecordSchema>;

/** Domain a Shopify shop is known by. */
export const shopDomainSchema = z.string().regex(/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/);
