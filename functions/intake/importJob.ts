import type { ImportReport } from '../insights/overview.schema.ts';
import type { Objects } from '../platform/objects.ts';
import { formatMinor } from '../platform/money.ts';
import { Refusal } from '../platform/refusal.ts';
import type { ShopStore } from '../shops/store.ts';
import type { CsvMapping } from './csvMapping.schema.ts';
import type { HistoryWriter } from './history.ts';
import { importCsv } from './importCsv.ts';
import type { Job } from './job.schema.ts';
import type { ImportJob, JobStore } from './store.ts';

export interface UploadDeps {
  jobs: JobStore;
  shops: ShopStore;
  objects: Objects;
  sendJob: (job: Job) => Promise<void>;
  newId: () => string;
  /** Wall time, epoch milliseconds. */
  nowMs: () => number;
}

export interface ImportJobDeps extends Omit<UploadDeps, 'sendJob' | 'newId'> {
  history: HistoryWriter;
}

/** Keeps an uploaded file and asks for it to be read; the answer is the report as it begins. */
export async function startImport(
  shop: string,
  upload: { fileName: string; bytes: Uint8Array; mapping: CsvMapping | null },
  { jobs, shops, objects, sendJob, newId, nowMs }: UploadDeps,
): Promise<ImportReport> {
  const currency = (await shops.read(shop))?.currency ?? 'USD';
  const id = newId();
  const objectKey = `imports/${shop}/${id}`;
  const { fileName, bytes, mapping } = upload;
  await objects.put(objectKey, bytes, 'application/octet-stream');
  const report = { ...nothingYet(currency), id, fileName };
  await jobs.writeImport(shop, { rev: 0, objectKey, mapping, createdAtMs: nowMs(), report });
  await sendJob({ job: 'import', shop, importId: id });
  return report;
}

/** Longer than one Lambda may run; a run that was killed is taken up by its redelivered message. */
const leaseMs = 15 * 60_000;

/** Reads an uploaded file to its end; a file that was read already answers its report. */
export async function runImport(
  shop: string,
  importId: string,
  deps: ImportJobDeps,
): Promise<ImportReport | 'busy'> {
  const { jobs, shops, objects, nowMs } = deps;
  const record = await shops.read(shop);
  const started = await jobs.readImport(shop, importId);
  if (record === undefined || started === undefined) {
    throw new Refusal('notFound', 'There is no such import in this shop.');
  }
  if (started.report.state !== 'running') return started.report;
  const name = `import-${importId}`;
  const untilMs = nowMs() + leaseMs;
  if (!(await shops.lease(shop, name, nowMs(), untilMs))) return 'busy';
  try {
    const bytes = await objects.get(started.objectKey);
    const report =
      bytes === undefined
        ? { ...started.report, state: 'failed' as const, message: lostFile }
        : await readFile(started, bytes, record, deps);
    await keep(shop, { ...started, report }, jobs);
    await objects.delete(started.objectKey);
    return report;
  } finally {
    await shops.release(shop, name, untilMs);
  }
}

const lostFile = 'The uploaded file is not there any more: upload it again.';

async function readFile(
  job: ImportJob,
  bytes: Uint8Array,
  shop: { shop: string; currency: string; timeZone: string },
  { history }: ImportJobDeps,
): Promise<ImportReport> {
  const { id, fileName } = job.report;
  return importCsv({ id, fileName, bytes: oneBy(bytes), mapping: job.mapping ?? undefined }, shop, {
    applyHistory: (of, facts) => history.orders(of, facts),
    customersOfMail: (of, emails) => history.customersOfMail(of, emails),
  });
}

/** Pieces of a file that is in memory already; small, so that others get their turn between. */
async function* oneBy(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  const size = 1 << 18;
  for (let start = 0; start < bytes.length; start += size) {
    yield bytes.subarray(start, start + size);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function keep(shop: string, job: ImportJob, jobs: JobStore): Promise<void> {
  const kept = await jobs.writeImport(shop, job);
  if (kept === undefined) throw new Refusal('conflict', 'Another run has read this file.');
}

function nothingYet(currency: string): Omit<ImportReport, 'id' | 'fileName'> {
  return {
    state: 'running',
    rows: 0,
    orders: 0,
    customers: 0,
    guests: 0,
    credits: 0,
    skipped: 0,
    reasons: [],
    total: { amount: formatMinor(0, currency), currency },
    message: null,
  };
}
