// @vitest-environment node
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  isChanged,
  isDefault,
  keptText,
  settingsOf,
  valueOf,
} from '../../../admin-ui/settings/classDraft.ts';
import { classFields } from '../../../admin-ui/settings/classFields.ts';
import { defaultSettings, settingsSchema } from '../../../functions/shops/settings.schema.ts';

const typed = Object.fromEntries(
  classFields.map((field) => [field.path, keptText(field, defaultSettings)]),
);
const byPath = (path: string) => classFields.find((field) => field.path === path)!;

test('every field shows a threshold that is there', () => {
  for (const field of classFields) {
    if (field.kind !== 'list' && field.kind !== 'allTime') {
      expect(typed[field.path], field.path).not.toBe('');
    }
    expect(isDefault(field, typed[field.path] ?? '', defaultSettings), field.path).toBe(true);
  }
});

test('what is kept, typed again, is what is kept', () => {
  expect(settingsOf(typed, defaultSettings)).toEqual(defaultSettings);
  expect(isChanged(typed, defaultSettings)).toBe(false);
  expect(isChanged({}, defaultSettings)).toBe(false);
});

test('a share is typed as percent and comes back exactly', () => {
  const field = byPath('abc.aMoneyShare');
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), (hundredths) => {
      const share = hundredths / 10_000;
      const kept = settingsSchema.parse({ abc: { ...defaultSettings.abc, aMoneyShare: share } });
      expect(valueOf(field, keptText(field, kept))).toBe(share);
    }),
  );
  expect(keptText(field, defaultSettings)).toBe('80');
  expect(settingsOf({ 'abc.aMoneyShare': '70' }, defaultSettings)?.abc.aMoneyShare).toBe(0.7);
});

test('a field changes its own threshold and no other', () => {
  const changed = settingsOf({ 'lifecycle.fixed.t80': '100' }, defaultSettings);
  const { t50, t95 } = defaultSettings.lifecycle.fixed;
  expect(changed).toEqual({
    ...defaultSettings,
    lifecycle: { ...defaultSettings.lifecycle, fixed: { t50, t80: 100, t95 } },
  });
});

test('an empty look-back is all time', () => {
  const year = settingsOf({ 'abc.windowDays': '365' }, defaultSettings);
  expect(year?.abc.windowDays).toBe(365);
  expect(settingsOf({ 'abc.windowDays': ' ' }, year ?? defaultSettings)).toEqual(defaultSettings);
});

test('every threshold of the settings that decides classes has its field', () => {
  const { retentionDays: _, locale: __, merchantFields: ___, ...deciding } = defaultSettings;
  const leaves = (value: object, path = ''): string[] =>
    Object.entries(value).flatMap(([name, one]: [string, unknown]) =>
      typeof one === 'object' && one !== null && !Array.isArray(one)
        ? leaves(one, `${path}${name}.`)
        : [path + name],
    );
  expect(classFields.map(({ path }) => path).sort()).toEqual(leaves(deciding).sort());
});

test.each(['', 'x', '-1', '1.5', '1e3'])('"%s" is no whole number of days', (text) => {
  expect(settingsOf({ holdDays: text }, defaultSettings)).toBeNull();
  expect(isChanged({ holdDays: text }, defaultSettings)).toBe(true);
});

test('lists take the commas of every language', () => {
  const changed = settingsOf({ 'wholesale.tags': 'b2b, 도매、卸，批发 ,' }, defaultSettings);
  expect(changed?.wholesale.tags).toEqual(['b2b', '도매', '卸', '批发']);
});
