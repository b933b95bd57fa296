import { useTranslation } from 'react-i18next';
import { weekdays } from '../../functions/segments/groups/weekdays.schema.ts';
import { useFormats } from '../i18n/shopPlace.ts';

/** Names Shopify gives the usual channels; others are shown as the shop writes them. */
const channels = {
  web: 'web',
  pos: 'pos',
  shopify_draft_order: 'draft',
  subscription_contract: 'renewal',
} as const;
const isKnown = (channel: string): channel is keyof typeof channels => channel in channels;

/** A Monday, in a zone without clock changes. */
const monday = Date.UTC(2024, 0, 1);
const dayMs = 86_400_000;

/** Days, hours, countries and channels in the reader's own language. */
export function useHabitWords() {
  const { t } = useTranslation();
  const { locale } = useFormats();
  const named = new Intl.DisplayNames([locale], { type: 'region', fallback: 'code' });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  const hour = new Intl.DateTimeFormat(locale, { hour: 'numeric', timeZone: 'UTC' });
  return {
    channel: (name: string) => (isKnown(name) ? t(`taste.channels.${channels[name]}`) : name),
    weekday: (day: (typeof weekdays)[number]) =>
      weekday.format(monday + weekdays.indexOf(day) * dayMs),
    hour: (of: number) => hour.format(monday + of * 3_600_000),
    country: (code: string) => (/^[A-Z]{2}$/.test(code) ? (named.of(code) ?? code) : code),
  };
}
