import { expect, it } from 'vitest';
import { simulate } from './simulate.ts';

/** The rest on demand: `npm run simulate -- --seeds 20000`. */
const seeds = 250;
const notIdleMs = 120_000;

it(
  `${String(seeds)} shops in bad weather end with every promise kept`,
  async () => {
    for (let seed = 1; seed <= seeds; seed += 1) {
      const { findings } = await simulate(seed);
      expect(findings, `npm run simulate -- --seed ${String(seed)}`).toEqual([]);
    }
  },
  notIdleMs,
);

it('a seed is the same run every time', async () => {
  for (const seed of [7, 420]) {
    const [one, other] = [await simulate(seed), await simulate(seed)];
    expect(one.trace.length).toBeGreaterThan(100);
    expect(other.trace).toEqual(one.trace);
  }
});
