/** Languages of the embed, as BCP 47. */
export const languages = ['en', 'zh-CN', 'ko', 'ja'] as const;
export type Language = (typeof languages)[number];

/** What a language calls itself, for the switcher. */
export const languageNames = {
  en: 'English',
  'zh-CN': '简体中文',
  ko: '한국어',
  ja: '日本語',
} as const satisfies Record<Language, string>;

/**
 * The nearest language we speak: the first wish that has one, else English. Every Chinese is
 * answered in Simplified Chinese, the only one we write.
 */
export function nearestLanguage(wishes: readonly (string | null | undefined)[]): Language {
  for (const wish of wishes) {
    const primary = wish?.toLowerCase().split('-')[0];
    const found = languages.find((language) => language.split('-')[0] === primary);
    if (found !== undefined) return found;
  }
  return 'en';
}
