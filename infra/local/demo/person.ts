import type { CustomerRecord } from '../shopify/records/schema.ts';
import type { Buyer } from './buyer.ts';
import { diceOf, type Dice } from './dice.ts';
import { customerIdAt } from './ids.ts';
import type { Market } from './market.ts';
import { emailOf, nameOf } from './names.ts';

const daySeconds = 86_400;

/** Who a buyer is: name, address, consent, tags, birthday. */
export function personOf(seed: number, buyer: Buyer, market: Market): CustomerRecord {
  const dice = diceOf(seed, 'person', buyer.index);
  const { signedUpAt } = buyer;
  const name = nameOf(dice, market.names);
  const emailState = consentOf(dice);
  const smsState = dice.chance(0.2) ? 'SUBSCRIBED' : 'NOT_SUBSCRIBED';
  return {
    id: customerIdAt(buyer.index),
    ...name,
    email: dice.chance(0.03) ? null : emailOf(dice, String(buyer.index + 1)),
    phone: dice.chance(0.5)
      ? `${market.phonePrefix}${String(dice.below(10_000)).padStart(4, '0')}`
      : null,
    locale: market.locale,
    note: dice.chance(0.02) ? 'Asked for gift wrapping.' : null,
    tags: tagsOf(dice, buyer),
    createdAt: signedUpAt,
    updatedAt: signedUpAt,
    emailConsent: {
      state: emailState,
      updatedAt: emailState === 'NOT_SUBSCRIBED' ? null : signedUpAt,
    },
    smsConsent: { state: smsState, updatedAt: smsState === 'NOT_SUBSCRIBED' ? null : signedUpAt },
    address: dice.chance(0.9)
      ? {
          address1: `${String(1 + dice.below(180))} Market Street`,
          city: dice.pick(market.cities),
          province: null,
          country: market.country,
          countryCode: market.countryCode,
          zip: String(10_000 + dice.below(89_999)),
        }
      : null,
    metafields: fieldsOf(seed, buyer, dice),
  };
}

function consentOf(dice: Dice): CustomerRecord['emailConsent']['state'] {
  const states = ['SUBSCRIBED', 'NOT_SUBSCRIBED', 'UNSUBSCRIBED', 'PENDING'] as const;
  return states[dice.weighted([60, 30, 8, 2])] ?? 'NOT_SUBSCRIBED';
}

function tagsOf(dice: Dice, buyer: Buyer): string[] {
  const tags: string[] = [];
  if (buyer.paceDays < 30 && dice.chance(0.5)) tags.push('vip');
  if (buyer.dealProne > 0.5 && dice.chance(0.2)) tags.push('outlet');
  if (dice.chance(0.12)) tags.push('newsletter');
  if (dice.chance(0.004)) tags.push('wholesale');
  return tags.sort();
}

/** What the shop knows beside that, as its own fields: nearly half told their birthday, some their taste. */
function fieldsOf(seed: number, buyer: Buyer, dice: Dice): CustomerRecord['metafields'] {
  const fields: CustomerRecord['metafields'] = [];
  if (dice.chance(0.45)) {
    const value = birthDate(dice, buyer.signedUpAt);
    fields.push({ namespace: 'facts', key: 'birth_date', type: 'date', value });
  }
  const own = diceOf(seed, 'field', buyer.index);
  if (own.chance(0.35)) {
    const value = own.pick(['mild', 'floral', 'strong']);
    fields.push({ namespace: 'custom', key: 'tea_taste', type: 'single_line_text_field', value });
  }
  return fields;
}

/** Somebody between 18 and 75 on the day of signing up. */
function birthDate(dice: Dice, signedUpAt: number): string {
  const ageDays = dice.between(18, 75) * 365.25;
  return new Date((signedUpAt - ageDays * daySeconds) * 1000).toISOString().slice(0, 10);
}
