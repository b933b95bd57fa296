import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { noteAudit } from '../platform/auditLog.ts';
import type { HttpEnv } from '../platform/httpEnv.ts';
import { Refusal } from '../platform/refusal.ts';
import { readQuery } from '../platform/requestBody.ts';
import { readReport } from '../segments/store.ts';
import type { Table } from '../platform/dynamo.ts';
import { progressOf } from './backfillProgress.ts';
import { retryBackfill } from './retryBackfill.ts';
import { startImport, type UploadDeps } from './importJob.ts';

export interface IntakeRoutesDeps extends UploadDeps {
  table: Table;
  /** What one upload may weigh: a Lambda takes 6 MB, one machine as much as its memory holds. */
  mostUploadBytes: number;
}

const uploadQuerySchema = z.object({
  name: z.string().trim().min(1).max(200).default('orders.csv'),
});

/** `/api/imports…` and `/api/jobs…` */
export function intakeRoutes(deps: IntakeRoutesDeps): Hono<HttpEnv> {
  const { jobs } = deps;
  const app = new Hono<HttpEnv>();

  app.get('/imports', async (c) => c.json({ imports: await jobs.listImports(c.get('shop')) }));
  app.post('/imports', async (c) => c.json(await upload(c, deps)));
  app.get('/imports/:id', async (c) => {
    const job = await jobs.readImport(c.get('shop'), c.req.param('id'));
    if (job === undefined) throw new Refusal('notFound', 'There is no such import in this shop.');
    return c.json(job.report);
  });
  app.get('/jobs', async (c) => {
    const shop = c.get('shop');
    const [backfill, report] = await Promise.all([
      jobs.readBackfill(shop),
      readReport(deps.table, shop),
    ]);
    return c.json({
      backfill: progressOf(backfill),
      classesComputedAt: report === null ? null : new Date(report.asOf * 1000).toISOString(),
    });
  });
  app.post('/jobs/backfill', async (c) => {
    await retryBackfill(c.get('shop'), jobs, deps.sendJob);
    return c.json({ queued: true });
  });
  app.post('/jobs/recompute', async (c) => {
    await deps.sendJob({ job: 'recompute', shop: c.get('shop'), reason: 'asked' });
    return c.json({ queued: true });
  });
  return app;
}

async function upload(c: Context<HttpEnv>, deps: IntakeRoutesDeps) {
  const shop = c.get('shop');
  const { name } = readQuery(c, uploadQuerySchema);
  const declared = Number(c.req.header('Content-Length') ?? 0);
  if (declared > deps.mostUploadBytes) refuseSize(deps.mostUploadBytes);
  const bytes = await fileOf(c);
  if (bytes.length > deps.mostUploadBytes) refuseSize(deps.mostUploadBytes);
  if (bytes.length === 0) throw new Refusal('invalid', 'The file is empty: choose another.');

  const report = await startImport(shop, { fileName: name, bytes, mapping: null }, deps);
  // Not its name, which a person chose.
  await noteAudit(deps.table, shop, {
    atMs: deps.nowMs(),
    userId: c.get('userId'),
    action: 'import.upload',
    subject: `import/${report.id}`,
    changes: {},
  });
  return report;
}

/** The file itself as the body, or the first file of a form. */
async function fileOf(c: Context<HttpEnv>): Promise<Uint8Array> {
  const type = c.req.header('Content-Type') ?? '';
  if (!type.startsWith('multipart/form-data')) return new Uint8Array(await c.req.arrayBuffer());
  const form = await c.req.formData();
  for (const value of form.values()) {
    if (typeof value !== 'string') return new Uint8Array(await value.arrayBuffer());
  }
  throw new Refusal('invalid', 'The form holds no file: choose one.');
}

function refuseSize(mostBytes: number): never {
  const most = String(Math.floor(mostBytes / 1_000_000));
  throw new Refusal(
    'tooLarge',
    `The file is larger than ${most} MB: compress it (.csv.gz), or export fewer years at once.`,
  );
}
