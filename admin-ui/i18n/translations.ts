import type en from './en/all.ts';
import type { Language } from './languages.ts';

/** All words of one language, by noun. English is the measure the others are held to by a test. */
export type Words = typeof en;

/** Words by noun, whatever they are: plural forms differ by language. */
type Translation = Record<keyof Words, object>;

/** One chunk per language, so that nobody loads four. */
export const translations = {
  en: async (): Promise<Translation> => (await import('./en/all.ts')).default,
  'zh-CN': async (): Promise<Translation> => (await import('./zh-CN/all.ts')).default,
  ko: async (): Promise<Translation> => (await import('./ko/all.ts')).default,
  ja: async (): Promise<Translation> => (await import('./ja/all.ts')).default,
} as const satisfies Record<Language, () => Promise<Translation>>;
