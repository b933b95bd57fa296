import i18next from 'i18next';
import { nearestLanguage } from './languages.ts';
import { settingsTranslations } from './translations.ts';

/** Loads a page together with the words it needs beside those of the first page. */
export async function withSettingsWords<Page>(page: Promise<Page>): Promise<Page> {
  const [loaded] = await Promise.all([page, addWords()]);
  return loaded;
}

/** The embed opened at one of these pages loads it before a language is chosen: it waits for that. */
async function addWords(): Promise<void> {
  if (!i18next.isInitialized) {
    await new Promise<void>((started) => {
      i18next.on('initialized', () => {
        started();
      });
    });
  }
  const { language } = i18next;
  const words = await settingsTranslations[nearestLanguage([language])]();
  i18next.addResourceBundle(language, 'translation', words, true, true);
}
