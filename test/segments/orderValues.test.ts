import { expect, test } from 'vitest';
import { OrderValueLists } from '../../functions/segments/orderValues.ts';

test('the last 365 days tell what is large now, today among them and the day before them not', () => {
  const today = 20_000;
  const values = new OrderValueLists(today);
  values.add('retail', today, 300);
  values.add('retail', today - 364, 200);
  values.add('retail', today - 365, 100);
  values.add('wholesale', today, 9_000);
  const { retail, wholesale } = values.done();
  expect([retail.all.count, retail.recent.count]).toEqual([3, 2]);
  expect(retail.recent.smallest(0)).toBe(200);
  expect([wholesale.all.smallest(0), wholesale.recent.count]).toEqual([9_000, 1]);
});
