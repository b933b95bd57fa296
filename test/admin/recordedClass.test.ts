import { describe, expect, test } from 'vitest';
import { recordedAt } from '../../functions/admin/recordedClass.ts';
import type { HeldClass } from '../../functions/customers/customer.schema.ts';
import type { TimelineEntry } from '../../functions/customers/timeline.ts';

const installedAt = 1_000;
const change = (at: number, from: string | null, to: string | null): TimelineEntry => ({
  kind: 'class',
  at,
  scheme: 'level',
  from,
  to,
  cause: 'order',
  orderId: '5',
});
const held: HeldClass = { value: 'A', since: 3_000, cause: 'order', from: 'B', orderId: '5' };
const entries = [change(3_000, 'B', 'A'), change(2_000, 'C', 'B')];
const at = (instant: number, of = { entries, held: held as HeldClass | undefined }) =>
  recordedAt('level', of, { at: instant, installedAt });

describe('what was kept as held on a day', () => {
  test('is the last change up to then, whatever order they come in', () => {
    expect(at(2_999)).toEqual({
      value: 'B',
      since: 2_000,
      because: { cause: 'order', from: 'C', orderId: '5' },
    });
    expect(at(3_000)?.value).toBe('A');
  });

  test('before the first change is what it changed from, as far back as the shop is with us', () => {
    expect(at(1_999)).toEqual({ value: 'C', since: null, because: null });
    expect(at(999)).toBeNull();
  });

  test('without a change is what has been held since before then', () => {
    const never = { entries: [], held };
    expect(at(3_000, never)?.value).toBe('A');
    expect(at(2_999, never)).toBeNull();
    expect(at(9_000, { entries: [], held: undefined })).toBeNull();
  });

  test('is nothing after a change out of the scheme, and no other scheme says anything', () => {
    const left = { entries: [change(2_000, 'C', null)], held: undefined };
    expect(at(2_500, left)).toBeNull();
    expect(recordedAt('abc', { entries, held: undefined }, { at: 5_000, installedAt })).toBeNull();
  });
});
