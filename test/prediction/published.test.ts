import { describe, expect, test } from 'vitest';
import { buyingAt, groupBuyings } from '../../functions/prediction/buying.ts';
import { fitOrders } from '../../functions/prediction/fitOrders.ts';
import { expectedValue, fitGammaGamma } from '../../functions/prediction/gammaGamma.ts';
import {
  chanceAlive,
  chanceActiveIfAlive,
  expectedIfAlive,
  logLikelihood,
  type OrderModelName,
  type OrderParameters,
  type Timing,
} from '../../functions/prediction/mbgNbd.ts';
import { sharedData } from '../support/sharedData.ts';
import { cdnow, referenceText } from './cdnow.ts';

const expectedOrders = (
  of: OrderParameters,
  timing: Timing,
  weeks: number,
  model: OrderModelName = 'bgNbd',
) => chanceAlive(of, timing, model) * expectedIfAlive(of, timing, weeks, model);

const published = sharedData ? JSON.parse(referenceText('published_cases.json')) : {};
const newcomer = { x: 0, tx: 0, T: 0 };

describe.skipIf(!sharedData)('numbers that papers and packages print', () => {
  const shop = sharedData ? cdnow() : undefined;
  const timing = (i: number): Timing => ({
    x: shop!.repeats[i]!,
    tx: shop!.spanWeeks[i]!,
    T: shop!.ageWeeks[i]!,
  });

  test('the two models of orders, fitted to CDNOW by plain maximum likelihood', () => {
    const groups = groupBuyings(shop!);
    const bg = fitOrders(groups, 'ml', 'bgNbd');
    const mbg = fitOrders(groups, 'ml');
    const { paper, clvtools } = published.bgnbd_cdnow_fit;
    for (const name of ['r', 'alpha', 'a', 'b'] as const) {
      expect(bg[name]).toBeCloseTo(paper[name], 3);
      expect(bg[name] / clvtools[name]).toBeCloseTo(1, 4);
      expect(mbg[name]).toBeCloseTo(published.mbgnbd_cdnow_fit[name], 3);
    }
    expect(bg.logLikelihood).toBeCloseTo(clvtools.LL, 3);
    expect(mbg.logLikelihood).toBeCloseTo(published.mbgnbd_cdnow_fit.LL_computed_here, 6);
  });

  test('Gamma-Gamma, fitted to what CDNOW buyers spent on repeats', () => {
    const fit = fitGammaGamma(shop!)!;
    const printed = published.gammagamma_cdnow_fit;
    expect(fit.p).toBeCloseTo(printed.p, 2);
    expect(fit.q).toBeCloseTo(printed.q, 2);
    expect(fit.gamma).toBeCloseTo(printed.gamma, 1);
    expect(fit.logLikelihood).toBeCloseTo(printed.LL_clvtools, 3);
  });

  test('what each order is worth, of the first ten customers and of all', () => {
    const { params, expected, mean_all: meanOfAll } = published.gammagamma_conditional_mean_first10;
    const worth = (i: number) =>
      expectedValue(params, shop!.repeats[i]!, shop!.repeatMeanMinor[i]!);
    expected.forEach((printed: number, i: number) => {
      expect(worth(i)).toBeCloseTo(printed, 2);
    });
    const sum = shop!.repeats.reduce((total, _, i) => total + worth(i), 0);
    expect(sum / shop!.count).toBeCloseTo(meanOfAll, 2);
  });

  test('customer value over twelve periods, of the first ten customers', () => {
    const { r, alpha, a, b } = published.bgnbd_cdnow_fit.lifetimes_2dp_weeks;
    const { params } = published.gammagamma_conditional_mean_first10;
    const { expected, tol } = published['clv_bgnbd_gg_12x30_d0.01_first10'];
    expected.forEach((printed: number, i: number) => {
      const upTo = (weeks: number) => expectedOrders({ r, alpha, a, b }, timing(i), weeks);
      const each = expectedValue(params, shop!.repeats[i]!, shop!.repeatMeanMinor[i]!);
      let value = 0;
      for (let k = 1; k <= 12; k += 1) {
        value += ((upTo(30 * k) - upTo(30 * (k - 1))) * each) / 1.01 ** k;
      }
      expect(Math.abs(value / printed - 1)).toBeLessThan(tol);
    });
  });

  test('one customer who bought 26 times, one who bought twice, and one just met', () => {
    const { btyd } = published.bgnbd_cdnow_fit;
    const { customer_1516: often, bgnbd_example: twice, new_customer_52w: met } = published;
    const best = { x: often.x, tx: often.t_x, T: often.T };
    expect(expectedOrders(btyd, best, 52)).toBeCloseTo(often.bgnbd.expected_52w, 3);
    expect(chanceAlive(btyd, best, 'bgNbd')).toBeCloseTo(often.bgnbd.p_alive, 6);
    const rounded = published.bgnbd_cdnow_fit.paper;
    const pair = { x: twice.x, tx: twice.t_x, T: twice.T };
    expect(expectedOrders(rounded, pair, twice.t)).toBeCloseTo(twice.expected, 3);
    expect(expectedOrders(btyd, newcomer, 52)).toBeCloseTo(met.bgnbd, 5);
  });

  test('orders of a new customer by week, and the chance of none', () => {
    const { t, expected } = published.bgnbd_expectation;
    t.forEach((weeks: number, i: number) => {
      const orders = expectedOrders(published.bgnbd_cdnow_fit.clvtools, newcomer, weeks);
      expect(orders).toBeCloseTo(expected[i], 3);
    });
    const [r, alpha, a, b] = published.bgnbd_pmf.params;
    const none = 1 - chanceActiveIfAlive({ r, alpha, a, b }, newcomer, 39);
    expect(none).toBeCloseTo(published.bgnbd_pmf.P_t39_n0, 6);
  });

  test('after a silence, the more often somebody bought the less is to be expected', () => {
    const { t_x: tx, T, t, x, bgnbd } = published.increasing_frequency_paradox;
    x.forEach((repeats: number, i: number) => {
      const one = expectedOrders(published.bgnbd_cdnow_fit.btyd, { x: repeats, tx, T }, t);
      expect(one / bgnbd[i]).toBeCloseTo(1, 4);
    });
  });

  test('what CDNOW buyers did in the 39 weeks after, by how often they had bought', () => {
    const printed = published.cdnow_holdout_by_calibration_frequency_0_to_7plus;
    const { btyd } = published.bgnbd_cdnow_fit;
    printed.n.forEach((count: number, x: number) => {
      const own = [...shop!.repeats.keys()].filter((i) => Math.min(7, shop!.repeats[i]!) === x);
      const mean = (of: (i: number) => number) => own.reduce((sum, i) => sum + of(i), 0) / count;
      expect(own.length).toBe(count);
      expect(mean((i) => shop!.later[i]!)).toBeCloseTo(printed.actual[x], 4);
      expect(mean((i) => expectedOrders(btyd, timing(i), 39))).toBeCloseTo(printed.bgnbd[x], 3);
    });
  });

  test('orders of all CDNOW buyers, added up week by week', () => {
    const printed = published.cdnow_cumulative_weeks_20_25;
    const { btyd } = published.bgnbd_cdnow_fit;
    const oldest = Math.max(...shop!.ageWeeks);
    const cumulative = (week: number) =>
      shop!.ageWeeks.reduce((sum, T) => {
        const weeks = week - (oldest - T);
        return sum + (weeks > 0 ? expectedOrders(btyd, newcomer, weeks) : 0);
      }, 0);
    printed.bgnbd.forEach((sum: number, i: number) => {
      expect(Math.abs(cumulative(20 + i) / sum - 1)).toBeLessThan(0.0005);
    });
  });

  test('nothing breaks where much was bought or long ago', () => {
    const { params, T, cases } = published.bgnbd_logp_stability;
    for (const { x, t_x: tx, logp } of cases) {
      expect(logLikelihood(params, { x, tx, T }, 'bgNbd') / logp).toBeCloseTo(1, 6);
    }
    const { x, t_x: tx, T: long } = published.bgnbd_extreme;
    const { btyd } = published.bgnbd_cdnow_fit;
    expect(chanceAlive(btyd, { x, tx, T: long }, 'bgNbd')).toBeCloseTo(0, 12);
  });

  test('every CDNOW customer, as computed independently', () => {
    const groups = groupBuyings(shop!);
    const models = { bgNbd: fitOrders(groups, 'ml', 'bgNbd'), mbgNbd: fitOrders(groups, 'ml') };
    const spend = fitGammaGamma({ ...shop!, repeatMeanMinor: shop!.roundedMeans })!;
    const [header, ...lines] = referenceText('cdnow_per_customer_predictions.csv')
      .trim()
      .split('\n')
      .map((line) => line.trim().split(','));
    const worst: Record<string, number> = {};
    lines.forEach((line, i) => {
      const row = Object.fromEntries(header!.map((name, at) => [name, Number(line[at])]));
      const { repeats: x, spanDays, ageDays } = buyingAt(shop!, i);
      expect([x, spanDays, ageDays]).toEqual([
        row['frequency'],
        row['recency_days'],
        row['T_days'],
      ]);
      const one = { x, tx: spanDays / 7, T: ageDays / 7 };
      const ours: Record<string, number> = {
        bgnbd_palive: chanceAlive(models.bgNbd, one, 'bgNbd'),
        bgnbd_cet39: expectedOrders(models.bgNbd, one, 39),
        mbgnbd_palive: chanceAlive(models.mbgNbd, one),
        mbgnbd_cet39: expectedOrders(models.mbgNbd, one, 39, 'mbgNbd'),
        gg_expected_spend: expectedValue(spend, x, shop!.roundedMeans[i]!),
      };
      for (const [name, value] of Object.entries(ours)) {
        const scale = Math.max(1, row[name]!);
        worst[name] = Math.max(worst[name] ?? 0, Math.abs(value - row[name]!) / scale);
      }
    });
    expect(lines.length).toBe(2357);
    for (const [name, off] of Object.entries(worst)) expect(off, name).toBeLessThan(1e-6);
  });
});
