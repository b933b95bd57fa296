import { zonedOrNull } from '../instant.ts';
import type { CustomerRecord, ShopRecord } from '../records/schema.ts';
import type { Payload } from './encode.ts';

export function emailConsentPayload(customer: CustomerRecord, shop: ShopRecord): Payload {
  const { state, updatedAt } = customer.emailConsent;
  return {
    customer_id: BigInt(customer.id),
    email_address: shop.personalData === 'approved' ? customer.email : null,
    email_marketing_consent: {
      state: state.toLowerCase(),
      opt_in_level: state === 'SUBSCRIBED' ? 'single_opt_in' : null,
      consent_updated_at: zonedOrNull(updatedAt, shop.timeZone),
    },
  };
}

/** The SMS topic names the customer `id`, the e-mail topic `customer_id`. */
export function smsConsentPayload(customer: CustomerRecord, shop: ShopRecord): Payload {
  const { state, updatedAt } = customer.smsConsent;
  return {
    id: BigInt(customer.id),
    phone: shop.personalData === 'approved' ? customer.phone : null,
    sms_marketing_consent: {
      state: state.toLowerCase(),
      opt_in_level: state === 'SUBSCRIBED' ? 'single_opt_in' : null,
      consent_updated_at: zonedOrNull(updatedAt, shop.timeZone),
      consent_collected_from: 'shopify',
    },
  };
}
