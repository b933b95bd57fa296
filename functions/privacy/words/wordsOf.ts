import { en } from './en.ts';
import type { ExportWords } from './exportWords.ts';
import { ja } from './ja.ts';
import { ko } from './ko.ts';
import { zhCN } from './zhCN.ts';

/** The words of a language by its first part ("pt-BR": "pt"); English where we have none. */
export function wordsOf(locale: string): ExportWords {
  switch (locale.toLowerCase().split('-')[0]) {
    case 'zh':
      return zhCN;
    case 'ko':
      return ko;
    case 'ja':
      return ja;
    default:
      return en;
  }
}

/** The sentence with its gaps filled, such as "{shop}". */
export function filled(sentence: string, gaps: Readonly<Record<string, string>>): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (gap, name: string) => gaps[name] ?? gap);
}

/** The word for a key; a key without a word is shown as it is. */
export function wordFor(words: Readonly<Record<string, string>>, key: string): string {
  return words[key] ?? key;
}
