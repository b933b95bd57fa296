import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { answerOf, readTask } from './peerTask.ts';

const task = readTask();
const require = createRequire(join(task.peers, 'package.json'));
const { DuckDBInstance } = require('@duckdb/node-api');
const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
const db = await instance.connect();
await db.run(`CREATE TABLE o AS SELECT * FROM read_parquet('${task.parquet}')`);
await db.run(`CREATE TABLE refunds AS SELECT * FROM read_parquet('${task.refunds}')`);

const { asOf, today, promotion } = task;

/** Schemes 1–6 and 8 as a data engineer writes them: one table of figures, then windows over it. */
const gaps = `CREATE OR REPLACE TABLE g AS
  WITH given AS (
    SELECT id, sum(minor) given FROM refunds WHERE refundedAt <= ${asOf} GROUP BY id
  ), sales AS (
    SELECT c, d, disc, code, total - coalesce(given, 0) m FROM o LEFT JOIN given USING (id)
    WHERE counts = 1 AND placed <= ${asOf} AND (cancelled = 0 OR cancelled > ${asOf})
  )
  SELECT *, d - lag(d) OVER (PARTITION BY c ORDER BY d) gap FROM sales WHERE m > 0`;

const figures = `CREATE OR REPLACE TABLE cust AS
  SELECT c, count(*) n, count(*) FILTER (gap IS NULL OR gap > 0) od, sum(m) net, sum(disc) disc,
    sum(code) codes, max(d) ld, max(d) FILTER (disc = 0 AND code = 0) lfp, coalesce(sum(m) FILTER (d > ${today - 365}), 0) wnet,
    count(*) FILTER (d > ${today - 365} AND (gap IS NULL OR gap > 0)) wd
  FROM g GROUP BY c`;

const rhythm = `CREATE OR REPLACE TABLE bounds AS
  WITH seen AS (
    SELECT gap t, count(*) deaths, count(*) k FROM g WHERE gap > 0 GROUP BY gap
    UNION ALL SELECT ${today} - ld, 0, count(*) FROM cust GROUP BY ld
  ), times AS (
    SELECT t, sum(deaths) deaths, sum(sum(k)) OVER (ORDER BY t DESC) risk FROM seen GROUP BY t
  ), survival AS (
    SELECT t, product(1 - deaths / risk) OVER (ORDER BY t) s FROM times
  ), share AS (
    SELECT t, (1 - s) / (1 - min(s) OVER ()) done FROM survival
  )
  SELECT min(t) FILTER (done >= .5) t50, min(t) FILTER (done >= .8) t80,
    min(t) FILTER (done >= .95) t95
  FROM share`;

const classes = `CREATE OR REPLACE TABLE classes AS
  WITH ranked AS (
    SELECT *, count(*) OVER () total,
      least(n, 1 + 5 * (rank() OVER (ORDER BY n) - 1) // count(*) OVER ()) f,
      1 + 5 * (rank() OVER (ORDER BY net) - 1) // count(*) OVER () mo,
      5 - 5 * (rank() OVER (ORDER BY ld DESC) - 1) // count(*) OVER () r,
      coalesce(sum(greatest(net, 0)) OVER (ORDER BY net DESC
        GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) before_money,
      rank() OVER (ORDER BY net DESC) - 1 before_count,
      sum(greatest(net, 0)) OVER () money
    FROM cust
  ), means AS (
    SELECT avg(wnet) mean_net, avg(wd) mean_days FROM cust WHERE wd > 0
  ), placed AS (
    SELECT c, r, f, mo, net, n, od, wnet, wd, disc, codes, ld, lfp, ${today} - ld lapsed,
      before_money, before_count, money, total, mean_net, mean_days, b.*,
    FROM ranked, means, bounds b
  ), lives AS (
    SELECT *, CASE WHEN lapsed <= t50 THEN CASE WHEN od = 1 THEN 'first_timer' ELSE 'regular' END
      WHEN lapsed <= t80 THEN 'slowing' WHEN lapsed <= t95 THEN 'overdue'
      WHEN lapsed <= t95 + 180 THEN 'lost' ELSE 'written_off' END AS lifecycle
    FROM placed
  ), named AS (
    SELECT *, CASE WHEN lifecycle IN ('overdue', 'lost', 'written_off') THEN least(r, 2) ELSE r END AS rr
    FROM lives
  )
  SELECT c, r, f, mo, lifecycle,
    CASE WHEN rr <= 2 THEN CASE WHEN f <= 2 THEN 'dormant' WHEN f <= 4 THEN 'at_risk' ELSE 'previously_loyal' END
      WHEN rr = 3 THEN CASE WHEN f <= 2 THEN 'almost_lost' WHEN f = 3 THEN 'needs_attention' ELSE 'loyal' END
      WHEN rr = 4 THEN CASE WHEN f = 1 THEN 'promising' WHEN f <= 3 THEN 'active' ELSE 'loyal' END
      ELSE CASE WHEN f = 1 THEN 'new' WHEN f <= 3 THEN 'active' ELSE 'champions' END END AS segment,
    CASE WHEN r + f + mo >= 12 THEN 'A' WHEN r + f + mo >= 9 THEN 'B' WHEN r + f + mo >= 6 THEN 'C' ELSE 'D' END AS level,
    CASE WHEN net <= 0 THEN 'none' WHEN before_money < .8 * money AND before_count < .2 * total THEN 'A'
      WHEN before_money < .95 * money THEN 'B' ELSE 'C' END AS abc,
    CASE WHEN n = 1 AND lapsed <= t50 THEN 'none'
      WHEN wnet >= mean_net THEN CASE WHEN wd >= greatest(2, mean_days) THEN 'gold' ELSE 'meteor' END
      ELSE CASE WHEN wd >= greatest(2, mean_days) THEN 'small_star' ELSE 'low_touch' END END AS quadrant,
    CASE WHEN codes / n <= ${promotion.fullMostCodes} AND disc / (net + disc) <= ${promotion.fullMostDiscount} THEN 'full'
      WHEN (codes / n >= ${promotion.drivenLeastCodes} OR disc / (net + disc) >= ${promotion.drivenLeastDiscount})
        AND (lfp IS NULL OR lfp <> ld) AND n >= ${promotion.drivenLeastOrders} THEN 'driven'
      ELSE 'mixed' END AS promotion
  FROM named`;

const counts = {};
let best = Infinity;
for (let round = 0; round < task.rounds; round += 1) {
  const { user, system } = process.cpuUsage();
  for (const sql of [gaps, figures, rhythm, classes]) await db.run(sql);
  const used = process.cpuUsage({ user, system });
  best = Math.min(best, (used.user + used.system) / 1000);
}
for (const scheme of task.schemes) {
  const read = await db.runAndReadAll(
    `SELECT ${scheme} AS class, count(*) AS k FROM classes GROUP BY 1`,
  );
  const rows = read.getRowObjectsJson();
  counts[scheme] = Object.fromEntries(rows.map((row) => [String(row['class']), Number(row['k'])]));
}
answerOf({ ms: best, counts });
