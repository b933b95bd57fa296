import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { simulate } from './simulate.ts';

/** Lives every n-th seed of a range and tells how each ended. */
const { from, to, step } = z
  .object({ from: z.number().int(), to: z.number().int(), step: z.number().int() })
  .parse(workerData);

for (let seed = from; seed < to; seed += step) {
  const { findings } = await simulate(seed);
  parentPort?.postMessage({ seed, findings });
}
