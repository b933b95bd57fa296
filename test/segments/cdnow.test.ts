import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { calendarOf } from '../../functions/customers/calendar.ts';
import { rowOf, rowOrder, type LedgerRow } from '../../functions/customers/ledgerRow.ts';
import { csvMappingSchema } from '../../functions/intake/csvMapping.schema.ts';
import { importCsv } from '../../functions/intake/importCsv.ts';
import { dataStream, sharedData } from '../support/sharedData.ts';
import { runOf, usualSettings } from './runOf.ts';

/** Noon of the day the reference was computed for. */
const asOf = Date.UTC(1998, 6, 1, 12) / 1000;
const shop = { shop: 'cds.myshopify.com', currency: 'USD', timeZone: 'UTC' };

test.skipIf(!sharedData)(
  'every CDNOW customer, loaded by CSV, has the scores and spend class computed independently',
  { timeout: 60_000 },
  async () => {
    const ledgers = await readLedgers();
    const ids = [...ledgers.keys()];
    const people = ids.map((id) => ({
      rows: (ledgers.get(id) ?? []).sort(rowOrder),
      historyIncomplete: false,
      wholesaleByTag: false,
      potentialMinor: null,
    }));
    const { figures, classes, today } = runOf(people, usualSettings, {
      asOf,
      calendar: calendarOf('UTC'),
    });
    const lines = new Map(
      ids.map((id, index) => {
        const { lastDay, orders, netMinor } = figures[index]!;
        const { scores, abc } = classes[index]!;
        const { recency, frequency, monetary } = scores ?? {};
        const recencyDays = today - (lastDay ?? 0);
        return [id, [recencyDays, orders, netMinor, recency, frequency, monetary, abc].join()];
      }),
    );
    const expected = referenceRows();
    expect(lines.size).toBe(expected.length);
    const different = expected.filter(([id = '', ...theirs]) => lines.get(id) !== theirs.join());
    expect(different).toEqual([]);
  },
);

/** The shop's own import, up to the ledgers it would keep. */
async function readLedgers(): Promise<Map<string, LedgerRow[]>> {
  const mapping = new URL('../fixtures/cdnow.mapping.json', import.meta.url);
  const ledgers = new Map<string, LedgerRow[]>();
  const file = {
    id: 'cdnow',
    fileName: 'cdnow.csv.gz',
    bytes: dataStream('cdnow_master_elog.csv.gz'),
    mapping: csvMappingSchema.parse(JSON.parse(readFileSync(mapping, 'utf8'))),
  };
  const report = await importCsv(file, shop, {
    applyHistory: (_, facts) => {
      for (const { customerId, ...fact } of facts) {
        const id = customerId ?? '';
        const rows = ledgers.get(id) ?? [];
        ledgers.set(id, rows);
        rows.push(rowOf({ customerId, ...fact }));
      }
      return Promise.resolve();
    },
    customersOfMail: () => Promise.resolve(new Map()),
  });
  expect(report.state).toBe('done');
  return ledgers;
}

function referenceRows(): string[][] {
  const bytes = readFileSync('../shared/reference/cdnow_master_rfm.csv.gz');
  const [, ...lines] = gunzipSync(bytes).toString().trim().split(/\r?\n/u);
  return lines.map((line) => line.split(','));
}
