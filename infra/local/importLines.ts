import type { ImportReport } from '../../functions/insights/overview.schema.ts';

/** Skipped rows shown with their reasons; the report in the embed holds the same ones. */
const mostReasons = 20;

/** What an import did, for the person who started it. */
export function importLines(report: ImportReport, tookMs: number): string[] {
  const row = (name: string, value: number) => `  ${name.padEnd(10)}${value.toLocaleString('en')}`;
  const { amount, currency } = report.total;
  const reasons = report.reasons.slice(0, mostReasons);
  const more = report.skipped - reasons.length;
  return [
    `Imported ${report.fileName} in ${(tookMs / 1000).toFixed(1)} s`,
    row('rows', report.rows),
    row('orders', report.orders),
    row('customers', report.customers),
    row('guests', report.guests),
    row('credits', report.credits),
    row('skipped', report.skipped),
    ...reasons.map(({ line, reason }) => `    line ${String(line)}: ${reason}`),
    ...(more > 0 && reasons.length > 0 ? [`    and ${more.toLocaleString('en')} more`] : []),
    `  ${'total'.padEnd(10)}${amount} ${currency}`,
    ...(report.message === null ? [] : [`The import stopped: ${report.message}`]),
  ];
}
