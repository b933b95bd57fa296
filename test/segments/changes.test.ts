import { describe, expect, test } from 'vitest';
import { causes } from '../../functions/customers/customer.schema.ts';
import { changesBetween, happening } from '../../functions/segments/changes.ts';
import { classify } from '../../functions/segments/classify.ts';
import { defaultSettings } from '../../functions/shops/settings.schema.ts';
import { buyer, prospect, today } from './population.ts';

const place = (figures: typeof prospect, day = today) =>
  classify(figures, null, defaultSettings, day);
const at = today * 86_400;

describe('a customer nobody has placed yet', () => {
  const now = place(buyer({ orders: 2 }));

  test.each(['first', 'import', 'time', 'others'] as const)('by %s', (cause) => {
    const { held, changes } = changesBetween({}, now, happening(cause, at));
    expect(held.lifecycle).toEqual({
      value: 'regular',
      since: at,
      cause,
      from: null,
      orderId: null,
    });
    expect(changes.length > 0).toBe(cause === 'time');
  });

  test('a first order is a change, which triggers nothing where no rule can wait for the class', () => {
    const { changes } = changesBetween({}, now, happening('order', at, '77'));
    expect(changes).toContainEqual({
      scheme: 'lifecycle',
      from: null,
      to: 'regular',
      at,
      cause: 'order',
      orderId: '77',
      trigger: null,
    });
  });

  test('a first order that comes late may trigger what waits for its class', () => {
    const late = place(buyer({ orders: 2, lapsed: 100 }));
    const { changes } = changesBetween({}, late, happening('order', at, '77'));
    const triggering = changes.filter(({ trigger }) => trigger !== null);
    expect(triggering.map(({ scheme, to }) => [scheme, to])).toEqual([['lifecycle', 'overdue']]);
  });
});

describe('a customer who holds classes', () => {
  const figures = buyer({ orders: 2, lapsed: 0 });
  const { held } = changesBetween({}, place(figures), happening('first', at));
  const later = place(figures, today + 100);
  const laterAt = (today + 100) * 86_400;

  test('keeps since and cause where nothing changed', () => {
    const again = changesBetween(held, place(figures), happening('time', laterAt));
    expect(again).toEqual({ held, changes: [] });
  });

  test.each(causes)('moves by %s', (cause) => {
    const { held: next, changes } = changesBetween(held, later, happening(cause, laterAt));
    const trigger = cause === 'order' || cause === 'refund' || cause === 'time' ? cause : null;
    expect(changes).toEqual([
      {
        scheme: 'lifecycle',
        from: 'regular',
        to: 'overdue',
        at: laterAt,
        cause,
        orderId: null,
        trigger,
      },
    ]);
    expect(next.lifecycle).toMatchObject({ value: 'overdue', since: laterAt, from: 'regular' });
  });

  test("keeps the merchant's own class where nobody asked for it, and leaves it where none matches", () => {
    const standard = { value: 'key', since: at, cause: 'order', from: null, orderId: '7' } as const;
    const now = place(figures);
    const unasked = changesBetween({ ...held, standard }, now, happening('time', laterAt));
    expect(unasked).toEqual({ held: { ...held, standard }, changes: [] });
    const asked = { ...now, standard: null };
    const { held: next, changes } = changesBetween(
      { ...held, standard },
      asked,
      happening('others', laterAt),
    );
    expect(next).toEqual(held);
    expect(changes).toMatchObject([{ scheme: 'standard', from: 'key', to: null, trigger: null }]);
  });

  test('leaves a scheme that places them no more', () => {
    const wide = changesBetween({}, place(prospect), happening('first', at)).held;
    const { held: next, changes } = changesBetween(wide, place(figures), happening('order', at));
    expect(next.segment).toBeUndefined();
    expect(changes.find((one) => one.scheme === 'segment')).toMatchObject({
      from: 'prospects',
      to: null,
    });
  });

  test('triggers nothing while we may not see all their orders', () => {
    const blind = place(buyer({ orders: 2, lapsed: 100, historyIncomplete: true }));
    const { changes } = changesBetween(held, blind, happening('time', laterAt));
    expect(new Set(changes.map((one) => one.trigger))).toEqual(new Set([null]));
  });
});
