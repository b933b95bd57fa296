import type { NewShop } from '../shopify/standIn.ts';
import type { NameKind } from './names.ts';

/** What a currency says about the shop that uses it. */
export interface Market {
  names: NameKind;
  locale: string;
  countryCode: string;
  country: string;
  cities: readonly [string, ...string[]];
  phonePrefix: string;
  /** Minor units of one base dollar, and the step prices are rounded to. */
  minorPerDollar: number;
  priceStepMinor: number;
  taxesIncluded: boolean;
  taxPpm: number;
  shippingMinor: number;
  /** The other currency a few buyers pay in, at this rate of minor units. */
  abroad: { currency: string; ratePpm: number };
  /** Months' share of a year's orders, January first, on average 1. */
  months: readonly number[];
}

const europeanMonths = [0.95, 0.9, 0.92, 0.93, 0.97, 0.93, 0.86, 0.86, 0.96, 1.02, 1.3, 1.4];

const dollars: Market = {
  names: 'en',
  locale: 'en',
  countryCode: 'US',
  country: 'United States',
  cities: ['Portland', 'Austin', 'Chicago', 'Denver', 'Boston', 'Seattle', 'Atlanta'],
  phonePrefix: '+1503555',
  minorPerDollar: 100,
  priceStepMinor: 50,
  taxesIncluded: false,
  taxPpm: 70_000,
  shippingMinor: 590,
  abroad: { currency: 'CAD', ratePpm: 1_372_000 },
  months: europeanMonths,
};

const markets: Readonly<Record<string, Market>> = {
  USD: dollars,
  EUR: {
    ...dollars,
    countryCode: 'DE',
    country: 'Germany',
    cities: ['Berlin', 'Hamburg', 'Köln', 'Leipzig', 'München', 'Freiburg'],
    phonePrefix: '+4915155',
    minorPerDollar: 95,
    taxesIncluded: true,
    taxPpm: 190_000,
    shippingMinor: 490,
    abroad: { currency: 'GBP', ratePpm: 853_000 },
  },
  CNY: {
    names: 'zh',
    locale: 'zh-CN',
    countryCode: 'CN',
    country: 'China',
    cities: ['上海', '北京', '广州', '深圳', '杭州', '成都', '武汉', '西安'],
    phonePrefix: '+861395555',
    minorPerDollar: 700,
    priceStepMinor: 100,
    taxesIncluded: true,
    taxPpm: 130_000,
    shippingMinor: 1000,
    abroad: { currency: 'HKD', ratePpm: 1_085_000 },
    months: [1.05, 0.7, 0.95, 0.92, 0.98, 1.3, 0.88, 0.9, 0.98, 0.95, 1.45, 1.05],
  },
  KRW: {
    names: 'ko',
    locale: 'ko',
    countryCode: 'KR',
    country: 'South Korea',
    cities: ['서울', '부산', '인천', '대구', '대전', '광주', '수원'],
    phonePrefix: '+82105555',
    minorPerDollar: 1350,
    priceStepMinor: 100,
    taxesIncluded: true,
    taxPpm: 100_000,
    shippingMinor: 3000,
    abroad: { currency: 'USD', ratePpm: 74_000 },
    months: [0.98, 1.02, 0.95, 0.94, 1.08, 0.93, 0.9, 0.9, 1.12, 0.96, 1.15, 1.08],
  },
  JPY: {
    names: 'ja',
    locale: 'ja',
    countryCode: 'JP',
    country: 'Japan',
    cities: ['東京', '大阪', '横浜', '名古屋', '札幌', '福岡', '京都'],
    phonePrefix: '+81905555',
    minorPerDollar: 150,
    priceStepMinor: 10,
    taxesIncluded: true,
    taxPpm: 100_000,
    shippingMinor: 600,
    abroad: { currency: 'USD', ratePpm: 667_000 },
    months: [0.95, 0.92, 1, 0.95, 0.97, 0.98, 1.1, 0.9, 0.92, 0.93, 1.08, 1.35],
  },
  KWD: {
    ...dollars,
    countryCode: 'KW',
    country: 'Kuwait',
    cities: ['Kuwait City', 'Hawalli', 'Salmiya', 'Jahra'],
    phonePrefix: '+9655555',
    minorPerDollar: 307,
    priceStepMinor: 50,
    taxesIncluded: true,
    taxPpm: 0,
    shippingMinor: 1500,
    abroad: { currency: 'SAR', ratePpm: 1_222_000 },
  },
};

/** Any other currency is treated like the dollar: the numbers look odd, nothing breaks. */
export function marketOf(currency: string): Market {
  return markets[currency] ?? dollars;
}

/** How a demo shop is set up in the stand-in. */
export function demoShop(domain: string, currency: string, timeZone: string): NewShop {
  const market = marketOf(currency);
  return {
    domain,
    currency,
    timeZone,
    name: 'Clientele Demo',
    countryCode: market.countryCode,
    locale: market.locale,
    taxesIncluded: market.taxesIncluded,
    taxPpm: market.taxPpm,
    shippingMinor: market.shippingMinor,
  };
}
