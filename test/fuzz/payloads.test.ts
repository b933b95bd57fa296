import { expect, it } from 'vitest';
import { startTestTable } from '../support/dynamo.ts';
import { fuzzGround } from './ground.ts';
import { fuzz } from './run.ts';

it('never breaks, never answers 5xx and never sums up wrong, whatever a body holds', async () => {
  const { table } = await startTestTable();
  const [first, ...rest] = fuzzGround();
  const { tried, outcomes, found } = await fuzz(table, [first!, ...rest], {
    seed: 1,
    from: 0,
    count: 1_500,
  });
  expect(found.map(({ at, file, topic, wrong }) => ({ at, file, topic, wrong }))).toEqual([]);
  expect(tried).toBe(1_500);
  // A fuzz that is refused every time would find nothing.
  expect(outcomes.kept).toBeGreaterThan(tried / 4);
  expect(outcomes.refused).toBeGreaterThan(tried / 8);
}, 60_000);
