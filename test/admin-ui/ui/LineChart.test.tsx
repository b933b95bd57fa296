import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { LineChart, niceTop, pathOf, shownPlaces } from '../../../admin-ui/ui/LineChart.tsx';

const identity = (value: number) => value;
const line = (...ys: (number | null)[]) => ys.map((y, at) => ({ x: String(at), y }));

test('a line is lifted over what is not known, and a place alone is a dash', () => {
  expect(pathOf(line(1, 2), identity, identity)).toBe('M0 1L1 2');
  expect(pathOf(line(1, 2, null, 4, 5), identity, identity)).toBe('M0 1L1 2M3 4L4 5');
  expect(pathOf(line(null, 3, null), identity, identity)).toBe('M-7 3h16');
  expect(pathOf(line(), identity, identity)).toBe('');
});

test('the axis names its ends and at most three places between them', () => {
  expect(shownPlaces(0)).toEqual([]);
  expect(shownPlaces(1)).toEqual([0]);
  expect(shownPlaces(2)).toEqual([0, 1]);
  expect(shownPlaces(24)).toEqual([0, 6, 12, 17, 23]);
});

test('the axis ends at a number that is said easily, and never below its line', () => {
  expect([0, 0.63, 1, 7, 41, 6_968].map(niceTop)).toEqual([0, 0.8, 1, 8, 60, 8_000]);
});

test('a chart of nothing still has an axis from zero, and each line has its name', () => {
  render(
    <LineChart
      label="Orders by month"
      yFormat={String}
      series={[
        { name: 'New', points: line(0, 0) },
        { name: 'Expected', points: line(0, 0), dashed: true },
      ]}
    />,
  );
  expect(screen.getByRole('img', { name: 'Orders by month' })).toBeTruthy();
  expect(screen.getAllByRole('listitem').map((one) => one.textContent)).toEqual([
    'New',
    'Expected',
  ]);
  expect(document.querySelector('.c-lines-y')?.textContent).toBe('10.50');
});
