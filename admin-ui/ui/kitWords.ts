import type { AppProviderProps } from '@shopify/polaris';
import type { Language } from '../i18n/languages.ts';

/** Words the kit itself says ("Loading", "Dismiss"), in the languages it is translated to. */
export type KitWords = AppProviderProps['i18n'];

export const kitWords = {
  en: async (): Promise<KitWords> => (await import('@shopify/polaris/locales/en.json')).default,
  'zh-CN': async (): Promise<KitWords> =>
    (await import('@shopify/polaris/locales/zh-CN.json')).default,
  ko: async (): Promise<KitWords> => (await import('@shopify/polaris/locales/ko.json')).default,
  ja: async (): Promise<KitWords> => (await import('@shopify/polaris/locales/ja.json')).default,
} as const satisfies Record<Language, () => Promise<KitWords>>;
