import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { classify } from '../../functions/segments/classify.ts';
import { computeCutoffs } from '../../functions/segments/cutoffs.ts';
import type { Figures } from '../../functions/segments/figures.ts';
import { defaultSettings } from '../../functions/shops/settings.schema.ts';
import { buyer } from './population.ts';

const log = '../shared/data/cdnow_master_elog.csv.gz';
const reference = '../shared/reference/cdnow_master_rfm.csv.gz';
const here = existsSync(log) && existsSync(reference);
const asOfDay = Date.UTC(1998, 6, 1) / 86_400_000;

if (!here && process.env['CI'] !== 'true') {
  console.warn('The CDNOW log is not here (../shared): its classes are not checked.');
}

test.skipIf(!here && process.env['CI'] !== 'true')(
  'every CDNOW customer has the scores and spend class computed independently',
  () => {
    const customers = new Map<string, Figures>();
    const values: number[] = [];
    const recent: number[] = [];
    for (const [id, date, , sales] of rows(log)) {
      const minor = Math.round(Number(sales) * 100);
      const day = Date.parse(`${date ?? ''}T00:00:00Z`) / 86_400_000;
      if (id === undefined || minor <= 0 || day > asOfDay) continue;
      const known = customers.get(id);
      customers.set(
        id,
        buyer({
          orders: (known?.orders ?? 0) + 1,
          netMinor: (known?.netMinor ?? 0) + minor,
          lastDay: Math.max(known?.lastDay ?? 0, day),
        }),
      );
      values.push(minor);
      if (day > asOfDay - 365) recent.push(minor);
    }
    const figures = [...customers.values()];
    const cutoffs = computeCutoffs(
      {
        recencyDays: Int32Array.from(figures, (one) => asOfDay - (one.lastDay ?? 0)),
        orders: Int32Array.from(figures, (one) => one.orders),
        netMinor: Float64Array.from(figures, (one) => one.netMinor),
        orderMinor: Float64Array.from(values),
        recentOrderMinor: Float64Array.from(recent),
      },
      defaultSettings,
      asOfDay * 86_400,
    );

    const expected = rows(reference);
    expect(customers.size).toBe(expected.length);
    const different: string[] = [];
    for (const [id = '', R, F, M, r, f, m, abc] of expected) {
      const one = customers.get(id);
      const placed = one && classify(one, cutoffs, defaultSettings, asOfDay);
      const ours = [
        asOfDay - (one?.lastDay ?? 0),
        one?.orders,
        one?.netMinor,
        placed?.scores?.recency,
        placed?.scores?.frequency,
        placed?.scores?.monetary,
        placed?.abc,
      ].join();
      if (ours !== [R, F, M, r, f, m, abc].join()) different.push(`${id}: ${ours}`);
    }
    expect(different).toEqual([]);
  },
);

function rows(path: string): string[][] {
  const [, ...lines] = gunzipSync(readFileSync(path)).toString().trim().split(/\r?\n/);
  return lines.map((line) => line.split(','));
}
