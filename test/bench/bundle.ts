import { existsSync } from 'node:fs';
import { embedSizes } from '../../infra/aws/embedSizes.ts';
import { entryNames } from '../../infra/aws/entryNames.ts';
import { bundleEntry } from '../../infra/aws/lambdaBundle.ts';
import type { BenchRow } from './row.ts';

/** Minified sizes of each Lambda, and gzip sizes of the embed where it is built. */
export async function run(): Promise<BenchRow[]> {
  const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`;
  const rows: BenchRow[] = [];
  for (const entry of entryNames) {
    const { bytes } = await bundleEntry(entry);
    const budget = entry === 'receive' ? { budget: '≤ 100 KB' } : {};
    rows.push({ what: `${entry}, minified`, value: kilobytes(bytes), ...budget });
  }
  if (!existsSync('dist/admin-ui')) return rows;
  for (const { name, gzipBytes, ceiling } of embedSizes('dist/admin-ui')) {
    const budget = `≤ ${String(ceiling)} KB`;
    rows.push({ what: `embed ${name}, gzip`, value: kilobytes(gzipBytes), budget });
  }
  return rows;
}
