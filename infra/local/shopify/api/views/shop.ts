import { gid } from '../../gid.ts';
import { utc, zoned } from '../../instant.ts';
import type { View } from '../fields.ts';
import type { World } from '../world.ts';

export function shopView(world: World): View {
  const { shop } = world;
  const offset = zoned(world.now, shop.timeZone).slice(-6);
  return {
    __typename: 'Shop',
    id: gid('Shop', shop.id),
    name: shop.name,
    email: shop.email,
    contactEmail: shop.email,
    shopOwnerName: shop.name,
    myshopifyDomain: shop.domain,
    url: `https://${shop.domain}`,
    primaryDomain: {
      id: gid('Domain', shop.id),
      host: shop.domain,
      url: `https://${shop.domain}`,
      sslEnabled: true,
    },
    currencyCode: shop.currency,
    enabledPresentmentCurrencies: [shop.currency],
    ianaTimezone: shop.timeZone,
    timezoneOffset: offset.replace(':', ''),
    timezoneOffsetMinutes: offsetMinutes(offset),
    timezoneAbbreviation: shop.timeZone,
    createdAt: utc(shop.createdAt),
    updatedAt: utc(shop.createdAt),
    taxesIncluded: shop.taxesIncluded,
    taxShipping: false,
    setupRequired: false,
    weightUnit: 'KILOGRAMS',
    unitSystem: 'METRIC_SYSTEM',
    plan: {
      displayName: 'Development',
      publicDisplayName: 'Development',
      partnerDevelopment: true,
      shopifyPlus: false,
    },
    billingAddress: {
      id: gid('ShopAddress', shop.id),
      countryCodeV2: shop.countryCode,
      country: shop.countryCode,
      coordinatesValidated: false,
      formatted: [],
    },
    currencyFormats: {
      moneyFormat: '{{amount}}',
      moneyInEmailsFormat: '{{amount}}',
      moneyWithCurrencyFormat: `{{amount}} ${shop.currency}`,
      moneyWithCurrencyInEmailsFormat: `{{amount}} ${shop.currency}`,
    },
  };
}

function offsetMinutes(offset: string): number {
  const size = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6));
  return offset.startsWith('-') ? -size : size;
}
