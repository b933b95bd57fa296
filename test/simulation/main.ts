import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { simulate } from './simulate.ts';

/**
 * `npm run simulate -- --seeds 20000 [--from 1] [--threads 2]` lives that many shops and stops at
 * the first broken promise, with the steps that led there; `--seed N` lives one and shows its steps.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    threads: { type: 'string', default: '2' },
  },
});
const count = z.coerce.number().int().positive();
const toldSchema = z.object({ seed: z.number().int(), findings: z.array(z.string()) });
const everySeeds = 1000;
const lastSteps = 400;

if (values.seed === undefined) await many();
else process.exitCode = await one(count.parse(values.seed), Infinity);

async function many(): Promise<void> {
  const from = count.parse(values.from);
  const seeds = count.parse(values.seeds);
  const threads = count.parse(values.threads);
  const startedMs = performance.now();
  const broken: number[] = [];
  let done = 0;
  const seconds = () => ((performance.now() - startedMs) / 1000).toFixed(0);
  await Promise.all(
    Array.from({ length: threads }, (_, index) => {
      const workerData = { from: from + index, to: from + seeds, step: threads };
      const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData });
      return new Promise<void>((resolve, reject) => {
        worker.on('message', (message: unknown) => {
          const { seed, findings } = toldSchema.parse(message);
          done += 1;
          if (findings.length > 0) broken.push(seed);
          if (done % everySeeds === 0) console.log(`${String(done)} seeds, ${seconds()} s`);
          if (broken.length > 0) void worker.terminate();
        });
        worker.on('error', reject);
        worker.on('exit', () => {
          resolve();
        });
      });
    }),
  );
  const [first] = broken.sort((left, right) => left - right);
  if (first === undefined) {
    console.log(`${String(done)} seeds without a violation in ${seconds()} s`);
    return;
  }
  process.exitCode = await one(first, lastSteps);
}

async function one(seed: number, steps: number): Promise<number> {
  const { findings, trace } = await simulate(seed);
  if (steps < trace.length) console.log(`… ${String(trace.length - steps)} steps before`);
  for (const line of trace.slice(-steps)) console.log(line);
  if (findings.length === 0) {
    console.log(`seed ${String(seed)}: every promise held`);
    return 0;
  }
  for (const finding of findings) console.log(`seed ${String(seed)} ${finding}`);
  return 1;
}
