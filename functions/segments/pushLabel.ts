import { Refusal } from '../platform/refusal.ts';

/**
 * Words that judge a customer, in the languages of the embed: they stay inside it. A label is seen
 * by whoever sees tags, by the shop's other apps and by the customer who asks for their data.
 */
const judging = [
  'meteor',
  'burden',
  'switcher',
  'let go',
  'written off',
  'write off',
  'unreasonable',
  'reasonable',
  'waits for offers',
  'bargain hunter',
  '流星',
  '负担',
  '品牌转移',
  '止损',
  '讲理',
  '等优惠',
  '유성',
  '부담',
  '브랜드 이동',
  '관리 종료',
  '합리적',
  '할인 대기',
  '流れ星',
  '負担',
  '乗り換え',
  '対応終了',
  '話が通じ',
  '割引待ち',
] as const;

/** Refuses a label that says what one thinks of a customer, however it is spelt. */
export function refuseLabel(label: string, field: 'label' | 'prefix' = 'label'): void {
  const found = judging.find((word) => says(label, word));
  if (found === undefined) return;
  throw new Refusal(
    'invalid',
    `"${found}" judges a customer who may read it: choose a neutral label, such as "group-1".`,
    { field, why: 'judgingLabel', word: found },
  );
}

/**
 * Compared by their letters alone, without case, accents and width: "B-u-r-d-e-n" is "burden". A
 * phrase of Latin words has to begin and end where words do, be it one or several: an outlet for
 * goods lets nobody go.
 */
function says(label: string, word: string): boolean {
  const text = plain(label);
  const wanted = lettersOf(plain(word));
  if (!/^[a-z]+ [a-z]+/.test(word)) return lettersOf(text).includes(wanted);
  const starts = [...text.matchAll(/(?<!\p{L})\p{L}/gu)].map(({ index }) => index);
  return starts.some((start) => beginsWithPhrase(text.slice(start), wanted));
}

function beginsWithPhrase(text: string, letters: string): boolean {
  const chars = Array.from(text);
  let seen = '';
  for (const [at, char] of chars.entries()) {
    if (!isLetter(char)) continue;
    seen += char;
    if (!letters.startsWith(seen)) return false;
    if (seen === letters) return endsWord.test(chars.slice(at + 1).join(''));
  }
  return false;
}

/** Nothing more of the word, or no more than what makes it several. */
const endsWord = /^s?(?!\p{L})/u;
const isLetter = (char: string) => /\p{L}/u.test(char);
const lettersOf = (text: string) => text.replaceAll(/\P{L}+/gu, '');
/** Marks go after the letters they stood on are apart from them. */
const plain = (text: string) =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}+/gu, '');
