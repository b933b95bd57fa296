import { keptCustomerSchema } from '../../functions/customers/keptCustomer.ts';
import { unpackLedger } from '../../functions/customers/ledger.ts';
import type { LedgerRow } from '../../functions/customers/ledgerRow.ts';
import type { Item, Table } from '../../functions/platform/dynamo.ts';
import { knock, type Passed } from '../intake/door.ts';
import { openDesk } from '../intake/intakeDesk.ts';
import { readOrderBody, type Reading } from './reading.ts';

/** What came of one body. */
export interface Verdict {
  outcome: 'refused' | 'dropped' | 'asked' | 'kept' | 'nothing';
  /** What must never happen, in a sentence; none where all is well. */
  wrong: string[];
}

const orderTopics = ['orders/create', 'orders/updated', 'orders/cancelled', 'orders/paid'];

/** One body through receive and apply in a shop of its own, and a judgement of what it left. */
export async function tryBody(
  table: Table,
  shop: string,
  { topic, text, currency }: { topic: string; text: string; currency: string },
): Promise<Verdict> {
  const written: Item[] = [];
  const wrapped = watched(table, written);
  const desk = await openDesk(table, shop, { currency, run: false, wrapped });
  const passed = await knock(desk, topic, text);
  const wrong = judgeAnswer(passed, desk.log, text);
  const customers = written.filter(({ sk, rev }) => /^C#[^#]*$/.test(String(sk)) && rev);
  for (const item of customers) wrong.push(...judgeCustomer(item, desk.clock.seconds));
  const rows = rowsIn(written);
  if (orderTopics.includes(topic)) {
    wrong.push(...judgeOrder(readOrderBody(text), rows, passed, desk.asked));
  } else if (rows.length > 0) wrong.push(`${topic} made an order`);
  return { outcome: outcomeOf(passed, desk.asked, written), wrong };
}

function outcomeOf(passed: Passed, asked: readonly string[], written: readonly Item[]) {
  if (passed.failed || passed.status !== 200) return 'refused';
  if (asked.length > 0) return 'asked';
  if (written.length > 0) return 'kept';
  return passed.reasons.length > 0 ? 'dropped' : 'nothing';
}

/** The table, with a note of every item that was put. */
function watched(table: Table, written: Item[]): Table {
  return {
    ...table,
    put: (item, condition) => {
      written.push(item);
      return table.put(item, condition);
    },
    transact: (writes) => {
      for (const write of writes) if (write.do === 'put') written.push(write.item);
      return table.transact(writes);
    },
  };
}

const statuses = [200, 400, 413];

/** Never a fault of ours, and never a word of the body in what is logged. */
function judgeAnswer(passed: Passed, log: readonly string[], text: string): string[] {
  const wrong: string[] = [];
  if (!statuses.includes(passed.status)) wrong.push(`answered ${String(passed.status)}`);
  for (const line of log) {
    const told = JSON.parse(line) as { event: string; fault?: string; detail?: string };
    if (told.event !== 'apply.failed') continue;
    if (!['invalid', 'poison', 'conflict'].includes(told.fault ?? ''))
      wrong.push(`failed with ${String(told.fault)}`);
    const detail = told.detail ?? '';
    if (!/^[\w ,.:;'()-]+(\/[\w ]|[\w ,.:;'()-])*$/.test(detail)) wrong.push('gave an odd reason');
    for (const value of personalIn(text)) {
      if (detail.includes(value)) wrong.push('repeated a value of the body');
    }
  }
  return wrong;
}

function personalIn(text: string): string[] {
  const found = text.matchAll(/"(?:email|first_name|last_name|phone|address1)":"([^"\\]{6,})"/g);
  return [...found].flatMap(([, value]) => value ?? []);
}

/** Whoever is written can be read again, and their totals are the sum of their orders. */
function judgeCustomer(item: Item, asOf: number): string[] {
  const read = keptCustomerSchema.safeParse(item);
  if (!read.success) return ['left a customer that cannot be read again'];
  const { ledger, totals, chunks } = read.data;
  if (chunks > 0) return [];
  const sum = unpackLedger(ledger).reduce((total, row) => total + addedBy(row, asOf), 0n);
  return sum === BigInt(totals.netMinor) ? [] : ['left totals that are not the sum of the orders'];
}

function addedBy(row: LedgerRow, asOf: number): bigint {
  const counts =
    row.placedAt <= asOf &&
    ['paid', 'partiallyPaid', 'partiallyRefunded', 'refunded'].includes(row.payment) &&
    !(row.cancelledAt !== null && row.cancelledAt <= asOf) &&
    !row.flags.includes('test');
  const dated = row.refunds.filter(({ at }) => at <= asOf);
  const back = dated.reduce((sum, { minor }) => sum + BigInt(minor), 0n);
  return counts ? BigInt(row.totalMinor) - back : 0n;
}

function rowsIn(written: readonly Item[]): { of: string | null; row: LedgerRow }[] {
  return written.flatMap((item): { of: string | null; row: LedgerRow }[] => {
    const { sk, ledger, guest, customerId } = item;
    if (ledger instanceof Uint8Array && /^C#/.test(String(sk))) {
      return unpackLedger(ledger).map((row) => ({ of: String(customerId), row }));
    }
    return guest instanceof Uint8Array ? unpackLedger(guest).map((row) => ({ of: null, row })) : [];
  });
}

function judgeOrder(
  reading: Reading | null,
  rows: readonly { of: string | null; row: LedgerRow }[],
  passed: Passed,
  asked: readonly string[],
): string[] {
  if (reading === null) return rows.length === 0 ? [] : ['kept what cannot be read'];
  if (passed.failed || passed.status !== 200) return rows.length === 0 ? [] : ['kept and refused'];
  if (reading.asks) {
    if (rows.length > 0) return ['summed up money of another currency'];
    return asked.includes(reading.orderId) ? [] : ['asked for nothing'];
  }
  const [kept] = rows;
  if (kept === undefined) return passed.reasons.length > 0 ? [] : ['lost an order in silence'];
  const { of, row } = kept;
  const back = row.refunds.reduce((sum, { minor }) => sum + BigInt(minor), 0n);
  const differs = {
    id: row.orderId !== reading.orderId,
    owner: of !== reading.customerId,
    total: BigInt(row.totalMinor) !== reading.totalMinor,
    refunded: back !== reading.refundedMinor,
    cancelled: (row.cancelledAt !== null) !== reading.cancelled,
    test: row.flags.includes('test') !== reading.test,
    placedAt: row.placedAt !== reading.placedAt,
    paid:
      ['paid', 'partiallyPaid', 'partiallyRefunded', 'refunded'].includes(row.payment) !==
      reading.paid,
    negative: row.totalMinor < 0 || row.refunds.some(({ minor }) => minor < 0),
  };
  return Object.entries(differs).flatMap(([what, is]) => (is ? [`read another ${what}`] : []));
}
