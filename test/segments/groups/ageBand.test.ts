import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ageBandOf } from '../../../functions/segments/groups/ageBand.ts';
import { ageBands } from '../../../functions/segments/groups/ageBands.schema.ts';

const dayOf = (date: string) => Date.parse(date) / 86_400_000;
const on = (born: string, today: string) => ageBandOf(born, dayOf(today));

describe('an age band', () => {
  test.each([
    ['2008-11-23', '2026-11-22', 'under_18'],
    ['2008-11-22', '2026-11-22', '18_24'],
    ['2001-11-23', '2026-11-22', '18_24'],
    ['2001-11-22', '2026-11-22', '25_34'],
    ['1991-11-22', '2026-11-22', '35_44'],
    ['1981-11-22', '2026-11-22', '45_54'],
    ['1971-11-22', '2026-11-22', '55_64'],
    ['1961-11-23', '2026-11-22', '55_64'],
    ['1961-11-22', '2026-11-22', '65_plus'],
    ['1905-11-22', '2026-11-22', null],
    ['1905-11-23', '2026-11-22', '65_plus'],
    ['2026-11-22', '2026-11-22', 'under_18'],
    ['2026-11-23', '2026-11-22', null],
    ['3001-01-01', '2026-11-22', null],
  ])('of who was born on %s is on %s: %s', (born, today, band) => {
    expect(on(born, today)).toBe(band);
  });

  test('of who was born on 29 February changes on 1 March, in leap years on the day', () => {
    expect(on('2008-02-29', '2026-02-28')).toBe('under_18');
    expect(on('2008-02-29', '2026-03-01')).toBe('18_24');
    expect(on('2000-02-29', '2028-02-28')).toBe('25_34');
    expect(on('1992-02-29', '2027-02-28')).toBe('25_34');
    expect(on('1992-02-29', '2027-03-01')).toBe('35_44');
    expect(on('1963-02-28', '2028-02-28')).toBe('65_plus');
  });

  test('is not known without a birth date, and never goes back as days pass', () => {
    expect(ageBandOf(null, 20_000)).toBeNull();
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 20_000 }), fc.nat(3_000), (born, more) => {
        const birthDate = new Date(born * 86_400_000).toISOString().slice(0, 10);
        const [now, later] = [ageBandOf(birthDate, 20_000), ageBandOf(birthDate, 20_000 + more)];
        if (now === null || later === null) return;
        expect(ageBands.indexOf(later)).toBeGreaterThanOrEqual(ageBands.indexOf(now));
      }),
    );
  });
});
