import { expect, test } from 'vitest';
import en from '../../admin-ui/i18n/en/word.json' with { type: 'json' };
import ja from '../../admin-ui/i18n/ja/word.json' with { type: 'json' };
import ko from '../../admin-ui/i18n/ko/word.json' with { type: 'json' };
import zhCN from '../../admin-ui/i18n/zh-CN/word.json' with { type: 'json' };
import enLater from '../../admin-ui/i18n/en/schemes.json' with { type: 'json' };
import jaLater from '../../admin-ui/i18n/ja/schemes.json' with { type: 'json' };
import koLater from '../../admin-ui/i18n/ko/schemes.json' with { type: 'json' };
import zhCNLater from '../../admin-ui/i18n/zh-CN/schemes.json' with { type: 'json' };
import { filled, wordsOf } from '../../functions/privacy/words/wordsOf.ts';

test.each([
  ['en', en, enLater],
  ['en-GB', en, enLater],
  ['zh-CN', zhCN, zhCNLater],
  ['zh-TW', zhCN, zhCNLater],
  ['ko', ko, koLater],
  ['ja', ja, jaLater],
  ['fr', en, enLater],
])('in %s a customer reads the names of classes that staff see', (locale, embed, later) => {
  const { keys, schemes } = wordsOf(locale);
  expect(schemes).toEqual({ ...embed.scheme, ...later.scheme });
  expect(keys.level).toEqual(embed.level);
  expect(keys.abc).toMatchObject(embed.abc);
  expect(keys.segment).toEqual(embed.segment);
  expect(keys.lifecycle).toEqual(embed.lifecycle);
  const { quadrant, loyalty, promotion, standard } = later;
  expect(keys).toMatchObject({ quadrant, loyalty, promotion, standard });
});

test('every sentence has the same gaps in every language', () => {
  const gapsIn = (value: unknown, path = ''): string[] =>
    typeof value === 'string'
      ? [
          `${path} ${[...value.matchAll(/\{\w+\}/g)]
            .map(([gap]) => gap)
            .sort()
            .join()}`,
        ]
      : Object.entries(value as object).flatMap(([key, one]) => gapsIn(one, `${path}.${key}`));
  for (const locale of ['zh-CN', 'ko', 'ja']) {
    expect(gapsIn(wordsOf(locale)).sort(), locale).toEqual(gapsIn(wordsOf('en')).sort());
  }
  expect(filled('By order {order}.', { order: '#1' })).toBe('By order #1.');
});
