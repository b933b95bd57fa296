import { createContext, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import type { Money } from '../../functions/platform/api.schema.ts';
import {
  formatCalendarDate,
  formatDate,
  formatDateTime,
  formatDayOfYear,
  formatMonth,
  formatRelative,
} from './dates.ts';
import { formatMoney } from './money.ts';

/** Where and when the shop is: its zone, its currency, its business time. */
export interface ShopPlace {
  /** False until the shop has answered; dates wait for it. */
  known: boolean;
  timeZone: string;
  currency: string;
  /** Business time now, epoch milliseconds: it may differ from the computer's clock. */
  nowMs: () => number;
}

export const ShopPlaceContext = createContext<ShopPlace>({
  known: false,
  timeZone: 'UTC',
  currency: 'USD',
  nowMs: () => Date.now(),
});

export const useShopPlace = () => useContext(ShopPlaceContext);

/** Everything that turns a value into words, in the language and place of this shop. */
export function useFormats() {
  const { i18n } = useTranslation();
  const shop = useShopPlace();
  const locale = i18n.language;
  const place = { locale, timeZone: shop.timeZone };
  return {
    locale,
    money: (value: Money) => formatMoney(value, locale) ?? value.amount,
    wholeMoney: (value: Money) => formatMoney(value, locale, { whole: true }) ?? value.amount,
    count: (value: number) => value.toLocaleString(locale),
    percent: (share: number) =>
      share.toLocaleString(locale, { style: 'percent', maximumFractionDigits: 0 }),
    date: (instant: string) => formatDate(instant, place),
    dateTime: (instant: string) => formatDateTime(instant, place),
    calendarDate: (date: string) => formatCalendarDate(date, locale),
    dayOfYear: (day: { month: number; day: number }) => formatDayOfYear(day, locale),
    month: (month: number) => formatMonth(month, locale),
    relative: (instant: string) => formatRelative(instant, shop.nowMs(), locale),
  };
}
export type Formats = ReturnType<typeof useFormats>;
