import { revIs, type Table } from '../platform/dynamo.ts';
import { keys } from '../platform/keys.ts';
import { reconcileReportSchema, type ReconcileReport } from './reconcileReport.schema.ts';
import { reconcileStateSchema, type ReconcileState } from './reconcileState.schema.ts';

/** Reconciliations of a shop: the one under way, and what the last ones found. */
export interface ReconcileStore {
  readState(shop: string): Promise<ReconcileState | undefined>;
  /** Answers the state as kept, or undefined where somebody else wrote meanwhile. */
  writeState(shop: string, state: ReconcileState): Promise<ReconcileState | undefined>;
  /** Keeps it among the last ones; older ones go. */
  writeReport(shop: string, report: ReconcileReport): Promise<void>;
  readReport(shop: string, date: string): Promise<ReconcileReport | undefined>;
  /** Newest first. */
  listReports(shop: string): Promise<ReconcileReport[]>;
  latestReport(shop: string): Promise<ReconcileReport | undefined>;
}

const jobId = 'reconcile';
const reportPrefix = 'reconcile#';
const keptReports = 30;

export function openReconcileStore(table: Table): ReconcileStore {
  async function* newest(shop: string, pageSize?: number) {
    const { pk, sk: prefix } = keys.report(shop, reportPrefix);
    const range = { pk, prefix, newestFirst: true };
    for await (const page of table.query(pageSize === undefined ? range : { ...range, pageSize })) {
      for (const item of page) yield reconcileReportSchema.parse(item);
    }
  }

  return {
    async readState(shop) {
      const item = await table.get(keys.job(shop, jobId));
      return item === undefined ? undefined : reconcileStateSchema.parse(item);
    },
    async writeState(shop, state) {
      const next = { ...state, rev: state.rev + 1 };
      const { outcome } = await table.put({ ...next, ...keys.job(shop, jobId) }, revIs(state.rev));
      return outcome === 'done' ? next : undefined;
    },
    async writeReport(shop, report) {
      await table.put({ ...report, ...keys.report(shop, reportPrefix + report.date) });
      let kept = 0;
      for await (const { date } of newest(shop)) {
        kept += 1;
        if (kept > keptReports) await table.delete(keys.report(shop, reportPrefix + date));
      }
    },
    async readReport(shop, date) {
      const item = await table.get(keys.report(shop, reportPrefix + date));
      return item === undefined ? undefined : reconcileReportSchema.parse(item);
    },
    async listReports(shop) {
      const reports: ReconcileReport[] = [];
      for await (const report of newest(shop)) reports.push(report);
      return reports;
    },
    async latestReport(shop) {
      for await (const report of newest(shop, 1)) return report;
      return undefined;
    },
  };
}
