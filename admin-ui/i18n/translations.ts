import type en from './en/all.ts';
import type enSettings from './en/settings.ts';
import type enSegments from './en/segments.ts';
import type enInsights from './en/insights.ts';
import type enFile from './en/file.ts';
import type enRules from './en/rules.ts';
import type enLater from './en/later.ts';
import type { Language } from './languages.ts';

/** All words of one language, by noun. English is the measure the others are held to by a test. */
export type Words = typeof en &
  typeof enSettings &
  typeof enSegments &
  typeof enInsights &
  typeof enFile &
  typeof enRules &
  typeof enLater;

/** Words by noun, whatever they are: plural forms differ by language. */
type Translation<Measure> = Record<keyof Measure, object>;
type ByLanguage<Measure> = Record<Language, () => Promise<Translation<Measure>>>;

/** One chunk per language, so that nobody loads four. */
export const translations: ByLanguage<typeof en> = {
  en: async () => (await import('./en/all.ts')).default,
  'zh-CN': async () => (await import('./zh-CN/all.ts')).default,
  ko: async () => (await import('./ko/all.ts')).default,
  ja: async () => (await import('./ja/all.ts')).default,
};

/** Words of pages behind the first ones, a chunk a language: the first page need not carry them. */
export const pageTranslations = {
  settings: {
    en: async () => (await import('./en/settings.ts')).default,
    'zh-CN': async () => (await import('./zh-CN/settings.ts')).default,
    ko: async () => (await import('./ko/settings.ts')).default,
    ja: async () => (await import('./ja/settings.ts')).default,
  } satisfies ByLanguage<typeof enSettings>,
  segments: {
    en: async () => (await import('./en/segments.ts')).default,
    'zh-CN': async () => (await import('./zh-CN/segments.ts')).default,
    ko: async () => (await import('./ko/segments.ts')).default,
    ja: async () => (await import('./ja/segments.ts')).default,
  } satisfies ByLanguage<typeof enSegments>,
  insights: {
    en: async () => (await import('./en/insights.ts')).default,
    'zh-CN': async () => (await import('./zh-CN/insights.ts')).default,
    ko: async () => (await import('./ko/insights.ts')).default,
    ja: async () => (await import('./ja/insights.ts')).default,
  } satisfies ByLanguage<typeof enInsights>,
  file: {
    en: async () => (await import('./en/file.ts')).default,
    'zh-CN': async () => (await import('./zh-CN/file.ts')).default,
    ko: async () => (await import('./ko/file.ts')).default,
    ja: async () => (await import('./ja/file.ts')).default,
  } satisfies ByLanguage<typeof enFile>,
  rules: {
    en: async () => (await import('./en/rules.ts')).default,
    'zh-CN': async () => (await import('./zh-CN/rules.ts')).default,
    ko: async () => (await import('./ko/rules.ts')).default,
    ja: async () => (await import('./ja/rules.ts')).default,
  } satisfies ByLanguage<typeof enRules>,
  /** Classes the first page does not show; every other page has them. */
  later: {
    en: async () => (await import('./en/later.ts')).default,
    'zh-CN': async () => (await import('./zh-CN/later.ts')).default,
    ko: async () => (await import('./ko/later.ts')).default,
    ja: async () => (await import('./ja/later.ts')).default,
  } satisfies ByLanguage<typeof enLater>,
} as const;
export type Area = keyof typeof pageTranslations;
