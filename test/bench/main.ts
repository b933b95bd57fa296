import { parseArgs } from 'node:util';
import type { BenchRow } from './row.ts';

/** `npm run bench [-- name…]`: prints counted units and ratios; nothing here fails a build. */
const benches: Record<string, () => Promise<{ run: () => Promise<BenchRow[]> }>> = {
  receive: () => import('./receive.ts'),
  apply: () => import('./apply.ts'),
  intake: () => import('./intake.ts'),
  segments: () => import('./segments.ts'),
  bundle: () => import('./bundle.ts'),
};

const { positionals } = parseArgs({ allowPositionals: true });
const wanted = positionals.length === 0 ? Object.keys(benches) : positionals;
for (const name of wanted) {
  const load = benches[name];
  if (load === undefined) {
    process.stderr.write(`No bench "${name}": choose from ${Object.keys(benches).join(', ')}.\n`);
    process.exitCode = 1;
    continue;
  }
  process.stdout.write(`\n${name}\n`);
  const { run } = await load();
  for (const row of await run()) {
    const budget = row.budget === undefined ? '' : `   (budget: ${row.budget})`;
    process.stdout.write(`  ${row.what.padEnd(58)} ${row.value}${budget}\n`);
  }
}
