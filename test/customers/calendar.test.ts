import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarOf, dateOfDay } from '../../functions/customers/calendar.ts';

const at = (iso: string) => Date.parse(iso) / 1000;
const dateIn = (zone: string, iso: string) => dateOfDay(calendarOf(zone).dayOf(at(iso)));

describe("a shop's calendar", () => {
  it.each([
    ['UTC', '2026-11-22T23:59:59Z', '2026-11-22'],
    ['Pacific/Kiritimati', '2026-11-22T10:00:00Z', '2026-11-23'],
    ['Pacific/Kiritimati', '2026-11-22T09:59:59Z', '2026-11-22'],
    ['Pacific/Pago_Pago', '2026-11-22T10:59:59Z', '2026-11-21'],
    ['Pacific/Pago_Pago', '2026-11-22T11:00:00Z', '2026-11-22'],
    ['Asia/Seoul', '2026-11-22T15:00:00Z', '2026-11-23'],
    ['Asia/Kathmandu', '2026-11-22T18:14:59Z', '2026-11-22'],
    ['Asia/Kathmandu', '2026-11-22T18:15:00Z', '2026-11-23'],
    ['America/New_York', '2026-03-08T04:59:59Z', '2026-03-07'],
    ['America/New_York', '2026-03-09T03:59:59Z', '2026-03-08'],
    ['America/New_York', '2026-03-09T04:00:00Z', '2026-03-09'],
    ['America/New_York', '2026-11-02T04:59:59Z', '2026-11-01'],
    ['America/Sao_Paulo', '2018-11-04T02:59:59Z', '2018-11-03'],
    ['America/Sao_Paulo', '2018-11-04T03:00:00Z', '2018-11-04'],
    ['Pacific/Apia', '2011-12-30T09:59:59Z', '2011-12-29'],
    ['Pacific/Apia', '2011-12-30T10:00:00Z', '2011-12-31'],
    ['Europe/Berlin', '1969-12-31T23:00:00Z', '1970-01-01'],
  ])('in %s, %s is on %s', (zone, iso, date) => {
    expect(dateIn(zone, iso)).toBe(date);
  });

  it('agrees with the platform at any second, in zones that change their clocks', () => {
    const zones = ['America/New_York', 'Australia/Lord_Howe', 'Africa/Casablanca', 'Asia/Tehran'];
    const formats = new Map(
      zones.map((zone) => [zone, new Intl.DateTimeFormat('en-CA', { timeZone: zone })]),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: at('2037-01-01T00:00:00Z') }),
        (zone, second) => {
          expect(dateOfDay(calendarOf(zone).dayOf(second))).toBe(
            formats.get(zone)?.format(second * 1000),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it('knows when a day begins, also where there is no midnight', () => {
    const start = (zone: string, iso: string) =>
      new Date(calendarOf(zone).startOf(calendarOf(zone).dayOf(at(iso))) * 1000).toISOString();
    expect(start('Asia/Seoul', '2026-11-22T12:00:00Z')).toBe('2026-11-21T15:00:00.000Z');
    expect(start('America/Sao_Paulo', '2018-11-04T12:00:00Z')).toBe('2018-11-04T03:00:00.000Z');
    expect(start('America/New_York', '2026-03-08T12:00:00Z')).toBe('2026-03-08T05:00:00.000Z');
  });
});
