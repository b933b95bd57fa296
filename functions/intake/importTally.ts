import type { OrderFact } from '../customers/orderFact.ts';
import type { ImportReport } from '../insights/overview.schema.ts';
import { formatMinor } from '../platform/money.ts';
import { hash53 } from './hash53.ts';

/** Reasons listed one by one; all are counted. */
const listedReasons = 1000;

/** Counts what an import did. */
export interface ImportTally {
  row(): void;
  skip: (line: number, reason: string) => void;
  count(fact: OrderFact): void;
  report(state: ImportReport['state'], message: string | null): ImportReport;
}

export function startTally(file: { id: string; fileName: string }, currency: string): ImportTally {
  const counts = { rows: 0, orders: 0, guests: 0, credits: 0, skipped: 0 };
  const reasons: ImportReport['reasons'] = [];
  const customers = new Set<number>();
  let totalMinor = 0;

  return {
    row() {
      counts.rows += 1;
    },
    skip(line, reason) {
      counts.skipped += 1;
      if (reasons.length < listedReasons) reasons.push({ line, reason });
    },
    count(fact) {
      counts.orders += 1;
      if (fact.kind === 'credit') counts.credits += 1;
      if (fact.customerId === null) counts.guests += 1;
      else customers.add(hash53(fact.customerId));
      totalMinor += fact.totalMinor;
    },
    report: (state, message) => ({
      id: file.id,
      fileName: file.fileName,
      state,
      ...counts,
      customers: customers.size,
      reasons: [...reasons].sort((one, other) => one.line - other.line),
      total: { amount: formatMinor(totalMinor, currency), currency },
      message,
    }),
  };
}
