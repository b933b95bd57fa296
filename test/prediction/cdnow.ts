import { readFileSync } from 'node:fs';
import { emptyBuyings, type Buyings } from '../../functions/prediction/buying.ts';
import { dataRows } from '../support/sharedData.ts';

/** A reference file beside the project. */
export function referenceText(name: string): string {
  return readFileSync(`../shared/reference/${name}`, 'utf8');
}

interface CdnowWeeks {
  spanWeeks: number[];
  ageWeeks: number[];
  /** Orders in the 39 weeks after. */
  later: number[];
  /** Mean values in whole cents. */
  roundedMeans: Float64Array;
}

/** The 2,357 customers of the papers, values in dollars; weeks of two decimals as older tables had them. */
export function cdnow(): Buyings & CdnowWeeks {
  const rows = dataRows('cdnow_customer_summary.csv.gz')
    .slice(1)
    .map((row) => row.map(Number));
  const buyings = emptyBuyings(rows.length);
  const weeks: CdnowWeeks = {
    spanWeeks: [],
    ageWeeks: [],
    later: [],
    roundedMeans: new Float64Array(rows.length),
  };
  rows.forEach(
    ([, x = 0, tx = 0, T = 0, rounded = 0, later = 0, span = 0, age = 0, mean = 0], i) => {
      buyings.repeats[i] = x;
      buyings.spanDays[i] = span;
      buyings.ageDays[i] = age;
      buyings.repeatMeanMinor[i] = mean;
      weeks.spanWeeks.push(tx);
      weeks.ageWeeks.push(T);
      weeks.later.push(later);
      weeks.roundedMeans[i] = rounded;
    },
  );
  return { ...buyings, ...weeks };
}
