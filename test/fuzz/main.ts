import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startEngine } from '../../infra/local/engine.ts';
import { memoryTable } from '../simulation/memoryTable.ts';
import { fuzzGround } from './ground.ts';
import { fuzz } from './run.ts';

/**
 * `npm run fuzz -- --count N --seed N [--from N] [--show] [--memory]`: tries N broken bodies and says
 * what came of them; on the embedded engine, or several times as fast on a table in memory.
 */
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    show: { type: 'boolean', default: false },
    memory: { type: 'boolean', default: false },
  },
});
const [first, ...rest] = fuzzGround();
if (first === undefined) throw new Error('There are no samples to start from.');

const folder = await mkdtemp(join(tmpdir(), 'fuzz-'));
const engine = values.memory
  ? { table: memoryTable(), stop: () => Promise.resolve() }
  : await startEngine(folder, process.env['DYNAMODB_ENDPOINT']);
try {
  const { seed, count, from } = values;
  const range = { seed: Number(seed), from: Number(from), count: Number(count) };
  const report = await fuzz(engine.table, [first, ...rest], range, (tried) => {
    if (tried % 1_000 === 0) process.stderr.write(`${String(tried)} tried\n`);
  });
  const outcomes = Object.entries(report.outcomes).map(([name, n]) => `${name} ${String(n)}`);
  process.stdout.write(`${String(report.tried)} bodies of seed ${seed}: ${outcomes.join(', ')}\n`);
  for (const { at, file, topic, wrong, text } of report.found) {
    process.stdout.write(`  body ${String(at)} (${file} as ${topic}): ${wrong.join('; ')}\n`);
    if (values.show) process.stdout.write(`    ${text}\n`);
  }
  process.stdout.write(`${String(report.found.length)} found\n`);
  if (report.found.length > 0) process.exitCode = 1;
} finally {
  await engine.stop();
  await rm(folder, { recursive: true });
}
