import { revIs, type Table } from '../platform/dynamo.ts';
import { keys } from '../platform/keys.ts';
import {
  retentionReportSchema,
  type RetentionReport,
  retentionStateSchema,
  type RetentionState,
} from './retention.schema.ts';

const name = 'retention';

export async function readRetentionState(
  table: Table,
  shop: string,
): Promise<RetentionState | undefined> {
  const item = await table.get(keys.job(shop, name));
  return item === undefined ? undefined : retentionStateSchema.parse(item);
}

/** Answers the state as kept; throws where somebody else wrote, who then is at it. */
export async function writeRetentionState(
  table: Table,
  shop: string,
  state: RetentionState,
): Promise<RetentionState> {
  const next = { ...state, rev: state.rev + 1 };
  const { outcome } = await table.put({ ...next, ...keys.job(shop, name) }, revIs(state.rev));
  if (outcome !== 'done') throw new Error('two runs of retention at once');
  return next;
}

export async function readRetentionReport(
  table: Table,
  shop: string,
): Promise<RetentionReport | null> {
  const item = await table.get(keys.report(shop, name));
  return item === undefined ? null : retentionReportSchema.parse(item);
}

export async function writeRetentionReport(
  table: Table,
  shop: string,
  report: RetentionReport,
): Promise<void> {
  await table.put({ ...report, ...keys.report(shop, name) });
}

/** Entries of one of the logs that are older than `beforeMs`; both keys begin with the instant. */
export async function dropLogBefore(
  table: Table,
  shop: string,
  log: 'accessLog' | 'auditLog',
  beforeMs: number,
): Promise<number> {
  const instant = new Date(beforeMs).toISOString();
  const first = log === 'accessLog' ? keys.access(shop, '', '') : keys.audit(shop, '', '');
  const last = log === 'accessLog' ? keys.access(shop, instant, '') : keys.audit(shop, instant, '');
  let dropped = 0;
  for await (const page of table.query({
    pk: first.pk,
    from: first.sk.slice(0, -1),
    to: last.sk,
    pageSize: pageItems,
  })) {
    for (const item of page) {
      await table.delete({ pk: first.pk, sk: String(item['sk']) });
      dropped += 1;
    }
  }
  return dropped;
}

const pageItems = 100;

/** Kept answers that have run out: where the table drops them by itself there are few left. */
export async function dropAnswersBefore(
  table: Table,
  shop: string,
  nowMs: number,
): Promise<number> {
  const { pk, sk: prefix } = keys.answer(shop, '');
  let dropped = 0;
  for await (const page of table.query({ pk, prefix, pageSize: pageItems })) {
    for (const item of page) {
      if (Number(item['ttl']) * 1000 > nowMs) continue;
      await table.delete({ pk, sk: String(item['sk']) });
      dropped += 1;
    }
  }
  return dropped;
}
