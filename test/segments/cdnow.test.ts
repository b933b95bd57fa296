import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { classify } from '../../functions/segments/classify.ts';
import type { Cutoffs } from '../../functions/segments/classes.schema.ts';
import { computeCutoffs } from '../../functions/segments/cutoffs.ts';
import { GapCounts } from '../../functions/segments/gapCounts.ts';
import type { Figures } from '../../functions/segments/figures.ts';
import { defaultSettings } from '../../functions/shops/settings.schema.ts';
import { dataRows, sharedData } from '../support/sharedData.ts';
import { buyer } from './population.ts';

const asOfDay = Date.UTC(1998, 6, 1) / 86_400_000;

test.skipIf(!sharedData)(
  'every CDNOW customer has the scores and spend class computed independently',
  () => {
    const { customers, cutoffs } = readShop();
    const expected = referenceRows();
    expect(customers.size).toBe(expected.length);
    const different: string[] = [];
    for (const [id = '', ...theirs] of expected) {
      const ours = customers.has(id) ? lineOf(customers.get(id)!, cutoffs) : 'nobody';
      if (ours !== theirs.join()) different.push(`${id}: ${ours}`);
    }
    expect(different).toEqual([]);
  },
);

function readShop() {
  const customers = new Map<string, Figures>();
  const values: number[] = [];
  for (const [id = '', date = '', , sales] of dataRows('cdnow_master_elog.csv.gz').slice(1)) {
    const minor = Math.round(Number(sales) * 100);
    const day = Date.parse(`${date}T00:00:00Z`) / 86_400_000;
    if (minor <= 0 || day > asOfDay) continue;
    const known = customers.get(id) ?? buyer({ orders: 0, netMinor: 0, lastDay: day });
    customers.set(
      id,
      buyer({
        orders: known.orders + 1,
        netMinor: known.netMinor + minor,
        lastDay: Math.max(known.lastDay ?? 0, day),
      }),
    );
    values.push(minor);
  }
  const figures = [...customers.values()];
  const population = {
    recencyDays: Int32Array.from(figures, (one) => asOfDay - (one.lastDay ?? 0)),
    orders: Int32Array.from(figures, (one) => one.orders),
    netMinor: Float64Array.from(figures, (one) => one.netMinor),
    abcMinor: null,
    recent: { buyers: 0, minor: 0, orderDays: 0 },
    gaps: new GapCounts(asOfDay),
    orderMinor: Float64Array.from(values),
    recentOrderMinor: new Float64Array(0),
  };
  return { customers, cutoffs: computeCutoffs(population, defaultSettings, asOfDay * 86_400) };
}

function lineOf(figures: Figures, cutoffs: Cutoffs): string {
  const { scores, abc } = classify(figures, cutoffs, defaultSettings, asOfDay);
  return [
    asOfDay - (figures.lastDay ?? 0),
    figures.orders,
    figures.netMinor,
    scores?.recency,
    scores?.frequency,
    scores?.monetary,
    abc,
  ].join();
}

function referenceRows(): string[][] {
  const bytes = readFileSync('../shared/reference/cdnow_master_rfm.csv.gz');
  const [, ...lines] = gunzipSync(bytes).toString().trim().split(/\r?\n/u);
  return lines.map((line) => line.split(','));
}
