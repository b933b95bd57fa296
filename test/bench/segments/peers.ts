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
  task: Omit<PeerTask, 'peers' | 'parquet' | 'refunds'>,
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
    const refunds = join(scratch, 'refunds.parquet');
    writeParquet(folder, orders, { parquet, refunds });
    return peers.map(({ name, file }) => {
      const asked: PeerTask = { ...task, peers: join(process.cwd(), folder), parquet, refunds };
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

/** The orders as we have them, a row each, and the refunds by the row of their order. */
function writeParquet(
  folder: string,
  orders: OrderColumns,
  to: Pick<PeerTask, 'parquet' | 'refunds'>,
): void {
  const require = createRequire(join(process.cwd(), folder, 'package.json'));
  const pl = require('nodejs-polars') as Polars;
  const customer = new Int32Array(orders.count);
  for (let i = 0; i + 1 < orders.rowOffsets.length; i += 1) {
    customer.fill(i, orders.rowOffsets[i], orders.rowOffsets[i + 1]);
  }
  const mark = (name: 'code' | 'counts') =>
    Int32Array.from(customer, (_, row) => (isMarked(orders, row, name) ? 1 : 0));
  const refundRow = new Int32Array(orders.refundAt.length);
  for (let row = 0; row < orders.count; row += 1) {
    refundRow.fill(row, orders.refundOffsets[row], orders.refundOffsets[row + 1]);
  }
  const refunds = orders.refundOffsets[orders.count] ?? 0;
  pl.DataFrame([
    pl.Series(
      'id',
      Int32Array.from(customer, (_, row) => row),
    ),
    pl.Series('c', customer),
    pl.Series('d', orders.day),
    pl.Series('placed', Float64Array.from(orders.placedAt)),
    pl.Series('cancelled', Float64Array.from(orders.cancelledAt)),
    pl.Series('counts', mark('counts')),
    pl.Series('total', orders.totalMinor),
    pl.Series('disc', orders.discountMinor),
    pl.Series('code', mark('code')),
  ]).writeParquet(to.parquet);
  pl.DataFrame([
    pl.Series('id', refundRow.slice(0, refunds)),
    pl.Series('refundedAt', Float64Array.from(orders.refundAt.subarray(0, refunds))),
    pl.Series('minor', orders.refundMinor.slice(0, refunds)),
  ]).writeParquet(to.refunds);
}
