import i18next from 'i18next';
import { nearestLanguage } from './languages.ts';
import { pageTranslations, type Area } from './translations.ts';

/** Loads a page together with its own words and those every page but the first needs. */
export async function withWords<Page>(area: Area, page: Promise<Page>): Promise<Page> {
  const [loaded] = await Promise.all([page, addWords(area), addWords('later')]);
  return loaded;
}

/** The embed opened at one of these pages loads it before a language is chosen: it waits for that. */
async function addWords(area: Area): Promise<void> {
  if (!i18next.isInitialized) {
    await new Promise<void>((started) => {
      i18next.on('initialized', () => {
        started();
      });
    });
  }
  const { language } = i18next;
  const words = await pageTranslations[area][nearestLanguage([language])]();
  i18next.addResourceBundle(language, 'translation', words, true, true);
}
