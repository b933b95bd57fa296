import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { debounce } from '../../../infra/local/debounce.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('acts once after a burst, and in time even if the burst never ends', () => {
  const acted: string[] = [];
  const changes = debounce(
    (key) => acted.push(key),
    () => ({ quietMs: 2_000, atMostMs: 10_000 }),
    Date.now,
  );
  for (let n = 0; n < 3; n += 1) changes.note('a');
  vi.advanceTimersByTime(1_999);
  expect(acted).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(acted).toEqual(['a']);

  for (let second = 0; second < 10; second += 1) {
    changes.note('b');
    vi.advanceTimersByTime(1_000);
  }
  expect(acted).toEqual(['a', 'b']);
  changes.note('c');
  changes.stop();
  vi.advanceTimersByTime(60_000);
  expect(acted).toEqual(['a', 'b']);
});
