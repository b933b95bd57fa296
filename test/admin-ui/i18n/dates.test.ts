// @vitest-environment node
import { expect, test } from 'vitest';
import { formatCalendarDate, formatDate, formatRelative } from '../../../admin-ui/i18n/dates.ts';
import { nearestLanguage } from '../../../admin-ui/i18n/languages.ts';

const now = Date.parse('2026-11-22T15:00:00Z');

test('an instant is shown on the day it had in the shop', () => {
  const instant = '2026-11-21T23:30:00Z';
  expect(formatDate(instant, { locale: 'en', timeZone: 'Asia/Seoul' })).toBe('Nov 22, 2026');
  expect(formatDate(instant, { locale: 'en', timeZone: 'America/New_York' })).toBe('Nov 21, 2026');
});

test('a shop-calendar date belongs to no zone', () => {
  expect(formatCalendarDate('2026-12-01', 'en')).toBe('Dec 1, 2026');
});

test.each([
  ['2026-11-22T14:59:40Z', 'now'],
  ['2026-11-22T14:48:00Z', '12 minutes ago'],
  ['2026-11-21T15:00:00Z', 'yesterday'],
  ['2026-09-09T15:00:00Z', '74 days ago'],
  ['2026-06-20T15:00:00Z', '5 months ago'],
  ['2023-06-20T15:00:00Z', '3 years ago'],
  ['2026-11-22T15:00:30Z', 'now'],
])('%s is %s', (instant, words) => {
  expect(formatRelative(instant, now, 'en')).toBe(words);
});

test('the first language we speak is taken, else English', () => {
  expect(nearestLanguage(['fr-FR', 'ja-JP', 'ko'])).toBe('ja');
  expect(nearestLanguage(['zh-Hant-TW'])).toBe('zh-CN');
  expect(nearestLanguage([null, undefined, 'de'])).toBe('en');
});
