import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buyingAt, groupBuyings, type Buying } from '../../functions/prediction/buying.ts';
import { fitModel } from '../../functions/prediction/fitModel.ts';
import { fitOrders } from '../../functions/prediction/fitOrders.ts';
import type { FittedModel } from '../../functions/prediction/model.schema.ts';
import { orderSlopes, orderStatistics } from '../../functions/prediction/orderLikelihood.ts';
import { Horizon, predictOne } from '../../functions/prediction/predict.ts';
import { sharedData } from '../support/sharedData.ts';
import { cdnow } from './cdnow.ts';
import { buyingsFrom, madeUpShop, seeded, uciBuyers } from './shops.ts';

function fitted(customers: readonly Buying[]): FittedModel {
  const model = fitModel(buyingsFrom(customers));
  if (model.state !== 'fitted') throw new Error('this shop should be enough to fit');
  return model;
}

/** What no prediction may be, whatever the shop. */
function nonsense(model: FittedModel, customers: readonly Buying[]): string[] {
  const found: string[] = [];
  const { parameters, value } = model;
  const numbers = [...Object.values(parameters), model.logLikelihood];
  if (!numbers.every(Number.isFinite)) found.push(JSON.stringify(model));
  if (value.name === 'shrunkenMean' && !(value.meanMinor > 0)) found.push(JSON.stringify(value));
  const dearest = Math.max(...customers.map(({ repeatMeanMinor }) => repeatMeanMinor));
  for (const one of customers) {
    const { nextOrder, ...prediction } = predictOne(model, one);
    const p = prediction;
    const ordered =
      p.chance30 >= 0 &&
      p.chance30 <= p.chance90 &&
      p.chance90 <= p.chance180 &&
      p.chance180 <= 1 &&
      p.expectedOrders365 >= p.chance180 * 0.999 &&
      p.expectedOrders365 <= 365 &&
      p.expectedSpend90 <= p.expectedSpend365 &&
      p.expectedSpend365 <= p.expectedOrders365 * dearest * 20;
    const window = nextOrder === null || nextOrder.fromDays <= nextOrder.byDays;
    const finite = Object.values(p).every(Number.isFinite);
    if (!ordered || !finite || !window) found.push(JSON.stringify({ one, p, nextOrder, model }));
  }
  return found;
}

const natures = fc.record({
  meanGapDays: fc.integer({ min: 2, max: 400 }),
  stop: fc.tuple(fc.double({ min: 0, max: 0.4, noNaN: true }), fc.constant(0.9)),
  openDays: fc.integer({ min: 1, max: 1500 }),
});

describe('whatever the shop', () => {
  test('predictions are numbers that can be true', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), natures, fc.nat(), (count, nature, seed) => {
        const shop = madeUpShop(count, nature, seed);
        const model = fitModel(buyingsFrom(shop));
        const repeaters = shop.filter(({ repeats }) => repeats > 0).length;
        expect(model).toMatchObject({ customers: count, repeaters });
        expect(model.state).toBe(count >= 20 && repeaters >= 10 ? 'fitted' : 'notEnough');
        if (model.state === 'fitted') expect(nonsense(model, shop)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test.skipIf(!sharedData)('so they are of few customers taken from a real one', () => {
    const all = cdnow();
    for (let count = 1; count <= 200; count += 7) {
      const random = seeded(count);
      const some = Array.from({ length: count }, () =>
        buyingAt(all, Math.floor(random() * all.count)),
      );
      const model = fitModel(buyingsFrom(some));
      if (model.state === 'fitted') expect(nonsense(model, some)).toEqual([]);
      else expect(model.customers < 20 || model.repeaters < 10).toBe(true);
    }
  });

  test('the order of customers says nothing', () => {
    const shop = madeUpShop(300, { meanGapDays: 40, stop: [0, 0.8], openDays: 500 }, 1);
    const backwards = [...shop].reverse();
    const { value, ...orders } = fitted(shop);
    const { value: sameValue, ...sameOrders } = fitted(backwards);
    expect(sameOrders).toEqual(orders);
    expect(sameValue.name).toBe(value.name);
    const last = predictOne(fitted(backwards), shop[0]!).expectedSpend365;
    expect(last / predictOne(fitted(shop), shop[0]!).expectedSpend365).toBeCloseTo(1, 9);
  });

  test('another currency changes no chance, and spend in proportion', () => {
    const shop = madeUpShop(300, { meanGapDays: 40, stop: [0, 0.8], openDays: 500 }, 2);
    const dear = shop.map((one) => ({ ...one, repeatMeanMinor: one.repeatMeanMinor * 1350 }));
    for (let i = 0; i < shop.length; i += 29) {
      const one = predictOne(fitted(shop), shop[i]!);
      const other = predictOne(fitted(dear), dear[i]!);
      expect(other.chance90).toBe(one.chance90);
      expect(other.expectedSpend365 / one.expectedSpend365 / 1350).toBeCloseTo(1, 6);
    }
  });
});

describe('odd shops', () => {
  const oneTime = (count: number): Buying[] =>
    Array.from({ length: count }, (_, i) => ({
      repeats: 0,
      spanDays: 0,
      ageDays: i,
      repeatMeanMinor: 0,
    }));

  test('nobody ever came back: not enough orders yet', () => {
    expect(fitModel(buyingsFrom(oneTime(500)))).toEqual({
      state: 'notEnough',
      customers: 500,
      repeaters: 0,
    });
  });

  test('everyone bought today for the first time: not enough orders yet', () => {
    const shop = oneTime(500).map((one) => ({ ...one, ageDays: 0 }));
    expect(fitModel(buyingsFrom(shop)).state).toBe('notEnough');
  });

  test('nobody at all: not enough orders yet', () => {
    expect(fitModel(buyingsFrom([]))).toEqual({ state: 'notEnough', customers: 0, repeaters: 0 });
  });

  test('one buys daily among those who bought once or twice', () => {
    const daily = { repeats: 700, spanDays: 700, ageDays: 700, repeatMeanMinor: 990 };
    const twice = oneTime(12).map((one) => ({
      repeats: 1,
      spanDays: 20,
      ageDays: 300 + one.ageDays,
      repeatMeanMinor: 5000,
    }));
    const shop = [...oneTime(60), ...twice, daily];
    const model = fitted(shop);
    expect(nonsense(model, shop)).toEqual([]);
    expect(predictOne(model, daily).chance30).toBeGreaterThan(0.95);
    expect(predictOne(model, shop[50]!).chance90).toBeLessThan(0.3);
  });

  test('all repeat buyers come on the same day of the same age and spend the same', () => {
    const same = { repeats: 1, spanDays: 1, ageDays: 1, repeatMeanMinor: 2500 };
    const shop = [...oneTime(30).map((one) => ({ ...one, ageDays: 1 })), ...Array(30).fill(same)];
    const model = fitted(shop);
    expect(nonsense(model, shop)).toEqual([]);
    expect(model.value).toMatchObject({ name: 'shrunkenMean', meanMinor: 2500 });
  });

  test('who buys often spends more a time: a shrunken mean, and it says so', () => {
    const shop = madeUpShop(400, { meanGapDays: 20, stop: [0, 0.6], openDays: 600 }, 5).map(
      (one) => ({ ...one, repeatMeanMinor: one.repeats * 1000 }),
    );
    const { value } = fitted(shop);
    expect(value).toMatchObject({ name: 'shrunkenMean', reason: 'correlated' });
    expect(value.correlation).toBeGreaterThan(0.3);
    const one = shop.find(({ repeats }) => repeats >= 3)!;
    const { expectedOrders365, expectedSpend365 } = predictOne(fitted(shop), one);
    const each = expectedSpend365 / expectedOrders365;
    const mean = value.name === 'shrunkenMean' ? value.meanMinor : NaN;
    const between = [mean, one.repeatMeanMinor].sort((a, b) => a - b);
    expect(each).toBeGreaterThan(between[0]!);
    expect(each).toBeLessThan(between[1]!);
  });

  test.skipIf(!sharedData)('a gift shop whose buyers are often resellers', () => {
    const today = Math.floor(Date.UTC(2011, 11, 9) / 86_400_000);
    const shop = uciBuyers(today);
    expect(shop.length).toBeGreaterThan(4000);
    expect(nonsense(fitted(shop), shop)).toEqual([]);
  });
});

describe('one customer beside another', () => {
  const model = fitted(madeUpShop(500, { meanGapDays: 30, stop: [0, 0.7], openDays: 700 }, 9));
  const buyers = fc
    .tuple(fc.integer({ min: 0, max: 40 }), fc.nat(400), fc.nat(400))
    .map(([repeats, span, silence]) => {
      const spanDays = repeats === 0 ? 0 : repeats + span;
      return { repeats, spanDays, ageDays: spanDays + silence, repeatMeanMinor: repeats * 10 };
    });

  test('the longer the silence, the smaller the chance', () => {
    fc.assert(
      fc.property(buyers, fc.integer({ min: 1, max: 300 }), (one, more) => {
        const later = { ...one, ageDays: one.ageDays + more };
        expect(predictOne(model, later).chance90).toBeLessThan(predictOne(model, one).chance90);
      }),
    );
  });

  test('the longer the time ahead, the more is to be expected, and never less than the chance', () => {
    fc.assert(
      fc.property(buyers, fc.integer({ min: 1, max: 700 }), (one, days) => {
        const near = new Horizon(model, days).within(one);
        const far = new Horizon(model, days + 1).within(one);
        expect(far.chance).toBeGreaterThanOrEqual(near.chance);
        expect(far.orders).toBeGreaterThanOrEqual(near.orders);
        expect(near.orders).toBeGreaterThanOrEqual(near.chance * (1 - 1e-12));
      }),
    );
  });

  test('who ordered today and more often before is to order more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 60, max: 900 }), (x, age) => {
        const one = { repeats: x, spanDays: x > 0 ? age : 0, ageDays: age, repeatMeanMinor: 0 };
        const often = { ...one, repeats: x + 1, spanDays: age };
        expect(predictOne(model, often).expectedOrders365).toBeGreaterThan(
          predictOne(model, one).expectedOrders365,
        );
      }),
    );
  });

  test('a next order is only told of who bought on three days, and stays where it is as days pass', () => {
    const pair = { repeats: 1, spanDays: 20, ageDays: 40, repeatMeanMinor: 0 };
    expect(predictOne(model, pair).nextOrder).toBeNull();
    const often = { ...pair, repeats: 5 };
    const { nextOrder } = predictOne(model, often);
    expect(nextOrder).not.toBeNull();
    expect(predictOne(model, { ...often, ageDays: 90 }).nextOrder).toEqual(nextOrder);
  });
});

describe('the fit', () => {
  const shop = madeUpShop(3000, { meanGapDays: 30, stop: [0.1, 0.5], openDays: 900 }, 4);
  const groups = groupBuyings(buyingsFrom(shop));

  test.each(['mbgNbd', 'bgNbd'] as const)('stands where %s is highest', (name) => {
    const fit = fitOrders(groups, 'ml', name);
    const slopes = orderSlopes(orderStatistics(groups, name), fit);
    expect(fit.converged).toBe(true);
    for (const by of ['r', 'alpha', 'a', 'b'] as const) {
      expect(Math.abs(slopes[by] * fit[by])).toBeLessThan(1e-3);
    }
  });

  test('slopes are those of the value', () => {
    const statistics = orderStatistics(groups, 'mbgNbd');
    const parameters = { r: 0.7, alpha: 5, a: 0.6, b: 1.9 };
    const at = orderSlopes(statistics, parameters);
    const step = 1e-5;
    const second = {
      r: [at.rr, at.rAlpha, at.ra, at.rb],
      alpha: [at.rAlpha, at.alphaAlpha, at.alphaA, at.alphaB],
      a: [at.ra, at.alphaA, at.aa, at.ab],
      b: [at.rb, at.alphaB, at.ab, at.bb],
    };
    for (const name of ['r', 'alpha', 'a', 'b'] as const) {
      const above = orderSlopes(statistics, { ...parameters, [name]: parameters[name] + step });
      const below = orderSlopes(statistics, { ...parameters, [name]: parameters[name] - step });
      expect((above.value - below.value) / (2 * step) / at[name]).toBeCloseTo(1, 5);
      const by = ['r', 'alpha', 'a', 'b'] as const;
      by.forEach((other, i) => {
        expect((above[other] - below[other]) / (2 * step) / second[name][i]!).toBeCloseTo(1, 4);
      });
    }
  });

  test('finds the rates and the stopping a shop was made with', () => {
    // Exponential rates with a mean gap of 200 days are r = 1 and α = 200/7; one in two stops evenly.
    const known = madeUpShop(20_000, { meanGapDays: 200, stop: [0, 1], openDays: 1500 }, 8);
    const fit = fitOrders(groupBuyings(buyingsFrom(known)));
    expect(fit.r).toBeGreaterThan(0.93);
    expect(fit.r).toBeLessThan(1.07);
    expect(fit.alpha / (200 / 7)).toBeGreaterThan(0.9);
    expect(fit.alpha / (200 / 7)).toBeLessThan(1.1);
    expect(fit.a / (fit.a + fit.b)).toBeCloseTo(0.5, 1);
  });
});
