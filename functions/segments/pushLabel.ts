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

/** Refuses a label that says what one thinks of a customer. */
export function refuseLabel(label: string): void {
  const plain = label
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[-_\s]+/gu, ' ');
  const found = judging.find((word) => plain.includes(word));
  if (found === undefined) return;
  throw new Refusal(
    'invalid',
    `"${found}" judges a customer who may read it: choose a neutral label, such as "group-1".`,
    { field: 'label' },
  );
}
