import { expect, it } from 'vitest';
import type { Table } from '../../functions/platform/dynamo.ts';
import { memoryTable } from '../simulation/memoryTable.ts';
import { startTestTable } from '../support/dynamo.ts';
import { fuzzGround } from './ground.ts';
import { fuzz } from './run.ts';

async function findNothing(table: Table, range: { seed: number; from: number; count: number }) {
  const [first, ...rest] = fuzzGround();
  const { tried, outcomes, found } = await fuzz(table, [first!, ...rest], range);
  expect(found.map(({ at, file, topic, wrong }) => ({ at, file, topic, wrong }))).toEqual([]);
  expect(tried).toBe(range.count);
  // A fuzz that is refused every time, or never, would find nothing.
  expect(outcomes.kept).toBeGreaterThan(tried / 5);
  expect(outcomes.refused).toBeGreaterThan(tried / 5);
}

it(
  'never breaks, never answers 5xx and never sums up wrong, whatever a body holds',
  () => findNothing(memoryTable(), { seed: 1, from: 0, count: 2_500 }),
  60_000,
);

it('nor does the real engine refuse what comes of it', async () => {
  const { table } = await startTestTable();
  await findNothing(table, { seed: 2, from: 0, count: 250 });
}, 60_000);
