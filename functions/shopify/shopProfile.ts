import { z } from 'zod';
import type { ShopifyAdmin } from './adminClient.ts';
import { ShopifyFault } from './fault.ts';
import { shopLocalesQuery, shopProfileQuery } from './operations/shop.ts';

const profileSchema = z.object({
  shop: z.object({
    name: z.string(),
    currencyCode: z.string().length(3),
    ianaTimezone: z.string(),
  }),
});
const localesSchema = z.object({
  shopLocales: z.array(z.object({ locale: z.string(), primary: z.boolean() })),
});

/** What is assumed of a shop that does not let us read its languages. */
const unknownLocale = 'en';

/** Name, currency (ISO 4217), time zone (IANA) and main language (BCP 47) of a shop. */
export async function readShopProfile(
  shop: string,
  admin: ShopifyAdmin,
): Promise<{ name: string; currency: string; timeZone: string; locale: string }> {
  const { shop: profile } = await admin.graphql(shop, shopProfileQuery, {}, profileSchema);
  return {
    name: profile.name,
    currency: profile.currencyCode,
    timeZone: profile.ianaTimezone,
    locale: await readLocale(shop, admin),
  };
}

async function readLocale(shop: string, admin: ShopifyAdmin): Promise<string> {
  try {
    const { shopLocales } = await admin.graphql(shop, shopLocalesQuery, {}, localesSchema);
    return shopLocales.find(({ primary }) => primary)?.locale ?? unknownLocale;
  } catch (error) {
    if (error instanceof ShopifyFault && error.kind === 'refused') return unknownLocale;
    throw error;
  }
}
