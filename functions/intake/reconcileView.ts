import { instantOf, moneyOf } from '../platform/apiValue.ts';
import {
  definitionCauses,
  differenceCauses,
  healings,
  type Reconciliation,
  type ReconciliationSummary,
} from './reconciliation.schema.ts';
import type { ReconcileReport } from './reconcileReport.schema.ts';
import type { Counted } from './shopCount.ts';

export function summaryOf(report: ReconcileReport): ReconciliationSummary {
  const { date, startedAt, finishedAt, compared, equal, unexplained } = report;
  const healed = Object.values(report.healed).reduce((sum, count) => sum + count, 0);
  return {
    date,
    startedAt: instantOf(startedAt),
    finishedAt: instantOf(finishedAt),
    customers: compared,
    equal,
    unexplained,
    healed,
  };
}

/** A report as the API shows it. */
export function reconciliationOf(report: ReconcileReport): Reconciliation {
  const money = (minor: number) => moneyOf(minor, report.currency);
  const counted = ({ orders, minor }: Counted) => ({ orders, money: money(minor) });
  return {
    ...summaryOf(report),
    since: instantOf(report.since),
    ordersRead: report.ordersRead,
    sums: {
      ours: counted(report.ours),
      ledger: counted(report.ledger),
      shop: counted(report.shop),
    },
    healings: healings.flatMap((healing) => {
      const count = report.healed[healing];
      return count === undefined ? [] : [{ healing, count }];
    }),
    definitions: definitionCauses.flatMap((cause) => {
      const found = report.definitions[cause];
      return found === undefined ? [] : [{ cause, ...counted(found) }];
    }),
    causes: differenceCauses.flatMap((cause) => {
      const found = report.causes[cause];
      return found === undefined ? [] : [{ cause, customers: found.customers, ...counted(found) }];
    }),
    differences: report.differences.map(({ customerId, shop, ledger, parts }) => ({
      customerId,
      shop: counted(shop),
      ledger: counted(ledger),
      causes: parts.map(({ cause }) => cause),
    })),
    months: report.months.map(({ month, byOrderMinor, byRefundMinor }) => ({
      month,
      byOrderDate: money(byOrderMinor),
      byRefundDate: money(byRefundMinor),
    })),
  };
}
