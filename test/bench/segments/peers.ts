import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMarked, type OrderColumns } from '../../../functions/segments/orderColumns.ts';
import { installPeers } from '../peers.ts';
import type { PeerAnswer, PeerTask } from './peerTask.ts';

/** What is compared with, and the file that holds its side of it. */
const peers = [
  { name: 'DuckDB', file: 'duckdbPeer.mjs' },
  { name: 'nodejs-polars', file: 'polarsPeer.mjs' },
] as const;

/** What this bench uses of nodejs-polars itself: rows into a file that both peers read. */
interface Polars {
  Series: (name: string, values: Int32Array | Float64Array) => unknown;
  DataFrame: (series: unknown[]) => { writeParquet: (path: string) => void };
}

/** The peers' processor time and counts for the same orders, each in a process of one thread. */
export function askPeers(
  orders: OrderColumns,
  task: Omit<PeerTask, 'peers' | 'parquet'>,
): { name: string; answer: PeerAnswer }[] {
  const folder = installPeers({
    '@duckdb/node-api': '1.5.6-r.1',
    'nodejs-polars': '0.26.1',
    // Its engine is an optional part that npm leaves out where another prefix is given.
    [`nodejs-polars-${process.platform}-${process.arch}-gnu`]: '0.26.1',
  });
  const scratch = mkdtempSync(join(tmpdir(), 'clientele-bench-'));
  try {
    const parquet = join(scratch, 'orders.parquet');
    writeParquet(folder, orders, parquet);
    return peers.map(({ name, file }) => {
      const asked: PeerTask = { ...task, peers: join(process.cwd(), folder), parquet };
      const said = execFileSync(
        process.execPath,
        [join(import.meta.dirname, file), JSON.stringify(asked)],
        { env: { ...process.env, POLARS_MAX_THREADS: '1' }, encoding: 'utf8' },
      );
      return { name, answer: JSON.parse(said) as PeerAnswer };
    });
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function writeParquet(folder: string, orders: OrderColumns, path: string): void {
  const require = createRequire(join(process.cwd(), folder, 'package.json'));
  const pl = require('nodejs-polars') as Polars;
  const customer = new Int32Array(orders.count);
  for (let i = 0; i + 1 < orders.rowOffsets.length; i += 1) {
    customer.fill(i, orders.rowOffsets[i], orders.rowOffsets[i + 1]);
  }
  const code = Int32Array.from(customer, (_, row) => (isMarked(orders, row, 'code') ? 1 : 0));
  pl.DataFrame([
    pl.Series('c', customer),
    pl.Series('d', orders.day),
    pl.Series('m', orders.totalMinor),
    pl.Series('disc', orders.discountMinor),
    pl.Series('code', code),
  ]).writeParquet(path);
}
