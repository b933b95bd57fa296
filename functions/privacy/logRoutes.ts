import { Hono } from 'hono';
import { type AuditEntry, listAudit } from '../platform/auditLog.ts';
import type { Table } from '../platform/dynamo.ts';
import type { HttpEnv } from '../platform/httpEnv.ts';
import { readQuery } from '../platform/requestBody.ts';
import { byItself } from './byItself.ts';
import type { AccessLog } from './accessLogStore.ts';
import { retentionDays, retentionRules } from './retention.ts';
import { type Retention, retentionGroups } from './retention.schema.ts';
import { readRetentionReport } from './retentionStore.ts';
import type { ShopStore } from '../shops/store.ts';
import {
  accessLogQuerySchema,
  type AccessLogPage,
  auditLogQuerySchema,
  type AuditLogPage,
} from './logs.schema.ts';

export interface LogRoutesDeps {
  table: Table;
  shops: Pick<ShopStore, 'readSettings'>;
  accessLog: AccessLog;
}

const pageSize = 50;

/** `/api/access-log`, `/api/audit-log` and `/api/retention` */
export function logRoutes({ table, shops, accessLog }: LogRoutesDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.get('/access-log', async (c) => {
    const { customer, user, cursor } = readQuery(c, accessLogQuerySchema);
    const page = await accessLog.list(c.get('shop'), {
      customerId: customer ?? null,
      userId: user ?? null,
      cursor: cursor ?? null,
      limit: pageSize,
    });
    const answer: AccessLogPage = {
      entries: page.entries.map(({ atMs, ...entry }) => ({ at: instant(atMs), ...entry })),
      cursor: page.cursor,
    };
    return c.json(answer);
  });
  app.get('/audit-log', async (c) => {
    const { cursor } = readQuery(c, auditLogQuerySchema);
    const page = await listAudit(table, c.get('shop'), { cursor: cursor ?? null, limit: pageSize });
    const answer: AuditLogPage = { entries: page.entries.map(auditView), cursor: page.cursor };
    return c.json(answer);
  });
  app.get('/retention', async (c) => {
    const shop = c.get('shop');
    const [{ settings }, report] = await Promise.all([
      shops.readSettings(shop),
      readRetentionReport(table, shop),
    ]);
    const days = retentionDays(settings);
    const answer: Retention = {
      groups: retentionGroups.map((group) => ({
        group,
        ...retentionRules[group],
        days: days[group],
      })),
      lastRun: report === null ? null : { at: instant(report.finishedAtMs), erased: report.erased },
    };
    return c.json(answer);
  });
  return app;
}

function auditView({ atMs, userId, action, subject, changes }: AuditEntry) {
  return {
    at: instant(atMs),
    userId: userId === byItself ? null : userId,
    action,
    subject,
    changes: Object.entries(changes).map(([field, { before, after }]) => ({
      field,
      before: JSON.stringify(before ?? null),
      after: JSON.stringify(after ?? null),
    })),
  };
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}
