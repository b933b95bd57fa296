import type en from './en/all.ts';
import type enSettings from './en/settings.ts';
import type { Language } from './languages.ts';

/** All words of one language, by noun. English is the measure the others are held to by a test. */
export type Words = typeof en & typeof enSettings;

/** Words by noun, whatever they are: plural forms differ by language. */
type Translation<Measure> = Record<keyof Measure, object>;

/** One chunk per language, so that nobody loads four. */
export const translations = {
  en: async (): Promise<Translation<typeof en>> => (await import('./en/all.ts')).default,
  'zh-CN': async (): Promise<Translation<typeof en>> => (await import('./zh-CN/all.ts')).default,
  ko: async (): Promise<Translation<typeof en>> => (await import('./ko/all.ts')).default,
  ja: async (): Promise<Translation<typeof en>> => (await import('./ja/all.ts')).default,
} as const satisfies Record<Language, () => Promise<Translation<typeof en>>>;

/** Words of the settings: seldom opened, so that the first page need not carry them. */
export const settingsTranslations = {
  en: async (): Promise<Translation<typeof enSettings>> =>
    (await import('./en/settings.ts')).default,
  'zh-CN': async (): Promise<Translation<typeof enSettings>> =>
    (await import('./zh-CN/settings.ts')).default,
  ko: async (): Promise<Translation<typeof enSettings>> =>
    (await import('./ko/settings.ts')).default,
  ja: async (): Promise<Translation<typeof enSettings>> =>
    (await import('./ja/settings.ts')).default,
} as const satisfies Record<Language, () => Promise<Translation<typeof enSettings>>>;
