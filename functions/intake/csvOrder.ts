import type { OrderFact, OrderLine, Payment } from '../customers/orderFact.ts';
import { exactAmount, roundedMinor, type ExactAmount } from './csvAmount.ts';
import type { OrderField } from './csvColumns.ts';
import { instantReader } from './csvDate.ts';
import type { CsvMapping } from './csvMapping.schema.ts';

/** Who bought, as a file can say it. */
export type FileBuyer = { by: 'id'; id: string } | { by: 'email'; email: string } | null;

/** One order of a file; whose it is remains to be looked up. */
export interface FileOrder {
  fact: Omit<OrderFact, 'customerId'>;
  buyer: FileBuyer;
}

export interface CsvContext {
  mapping: CsvMapping;
  /** Of the shop, ISO 4217. */
  currency: string;
  /** Of the shop, IANA; for times the file writes without an offset. */
  timeZone: string;
  /** A row that is not imported; an order with one unreadable row is left out whole. */
  onSkipped: (line: number, reason: string) => void;
}

/** What the rows seen so far say of one order. */
export interface OpenOrder {
  /** Of its first row among the rows of the file, from 1. */
  position: number;
  /** Line numbers in the file. */
  rows: number[];
  id: string[];
  cells: Partial<Record<OrderField, string>>;
  lines: OrderLine[];
  sum: ExactAmount;
  broken: Unreadable | null;
}

export interface Unreadable {
  line: number;
  reason: string;
}

/** Makes an order of its collected rows, or says in a sentence why it cannot be one. */
export function orderCloser(context: CsvContext): (order: OpenOrder) => FileOrder | Unreadable {
  const { mapping } = context;
  const instantsOf = instantsReader(context);
  const amountsOf = amountsReader(context);

  return (order) => {
    const { cells } = order;
    const refused = (reason: string) => ({ line: order.rows[0] ?? 0, reason });
    const orderId = orderIdOf(order, mapping.order.perRow);
    if (orderId === undefined) return refused('the order has no usable id');
    const instants = instantsOf(cells);
    if (typeof instants === 'string') return refused(instants);
    const amounts = amountsOf(order);
    if (typeof amounts === 'string') return refused(amounts);
    const payment = paymentOf(cells.payment, mapping);
    if (payment === undefined) return refused('the payment state is not one the mapping knows');
    const buyer = buyerOf(cells);
    if (buyer?.by === 'id' && !usableId(buyer.id)) return refused('the customer has no usable id');

    const { refundedMinor, ...money } = amounts;
    const refund = { refundId: `file-${orderId}`, at: instants.placedAt, minor: refundedMinor };
    const channel = cells.channel || null;
    return {
      buyer,
      fact: {
        orderId,
        name: cells.name || orderId,
        // Below anything the shop itself says of the order, so that its own word always wins.
        updatedAt: instants.placedAt - 1,
        ...instants,
        ...money,
        payment,
        // A file dates no refund: from the order's own instant on, it is never missed.
        refunds: refundedMinor > 0 ? [refund] : [],
        codes: codesOf(cells.codes, channel),
        flags: channel === 'pos' ? ['pos'] : channel === draftChannel ? ['draft'] : [],
        channel,
        lines: order.lines,
      },
    };
  };
}

type Cells = OpenOrder['cells'];

function instantsReader({ mapping, timeZone }: CsvContext) {
  const { placedAt: placed, cancelledAt: cancelled } = mapping;
  const readPlaced = instantReader(placed.format, placed.timeZone ?? timeZone);
  const readCancelled =
    cancelled && instantReader(cancelled.format, cancelled.timeZone ?? timeZone);

  return (cells: Cells): string | { placedAt: number; cancelledAt: number | null } => {
    const placedAt = readPlaced(cells.placedAt ?? '');
    if (placedAt === undefined) return `the date is not like ${placed.format}`;
    if (!cells.cancelledAt) return { placedAt, cancelledAt: null };
    const cancelledAt = readCancelled?.(cells.cancelledAt);
    return cancelledAt === undefined
      ? 'the date of cancelling cannot be read'
      : { placedAt, cancelledAt };
  };
}

function amountsReader({ mapping, currency }: CsvContext) {
  function minorOf(text: string | undefined): number | undefined {
    const exact = exactAmount(text || '0', mapping.decimal);
    return exact === undefined ? undefined : roundedMinor(exact, currency);
  }

  return ({ cells, sum }: OpenOrder) => {
    if (cells.currency && cells.currency.toUpperCase() !== currency) {
      return `the order is in another currency than the shop (${currency})`;
    }
    if (mapping.total !== undefined && !cells.total) return 'the order has no total';
    const totalMinor =
      mapping.total === undefined ? roundedMinor(sum, currency) : minorOf(cells.total);
    const discountMinor = minorOf(cells.discount);
    const refundedMinor = minorOf(cells.refunded);
    if (totalMinor === undefined || discountMinor === undefined || refundedMinor === undefined) {
      return 'the total is not an amount';
    }
    if (totalMinor === 0 && mapping.zeroTotal === 'skip') return 'the total is zero';
    const credit = mapping.credit !== undefined && cells.credit?.startsWith(mapping.credit.prefix);
    if (credit === true && totalMinor > 0) return 'a credit must not be above zero';
    return {
      kind: credit === true ? ('credit' as const) : ('order' as const),
      totalMinor,
      discountMinor: Math.abs(discountMinor),
      refundedMinor,
    };
  };
}

function paymentOf(text: string | undefined, { payment }: CsvMapping): Payment | undefined {
  return payment === undefined ? 'paid' : payment.values[(text ?? '').toLowerCase()];
}

const draftChannel = 'shopify_draft_order';

/** A draft order's discount carries its title where others carry a code. */
function codesOf(text: string | undefined, channel: string | null): string[] {
  if (!text || channel === draftChannel) return [];
  return text
    .split(',')
    .map((code) => code.trim().toUpperCase())
    .filter((code) => code !== '');
}

function orderIdOf(order: OpenOrder, perRow: boolean): string | undefined {
  const parts = perRow ? [...order.id, String(order.position)] : order.id;
  const id = parts.join('-');
  return parts.every((part) => part !== '') && usableId(id) ? id : undefined;
}

/** "#" separates keys; an id such as 5.31E+12 was rounded by a spreadsheet and is nobody's. */
function usableId(id: string): boolean {
  return id.length <= 200 && !/[#\s]/.test(id) && !/^\d[.,]\d+E\+\d+$/i.test(id);
}

function buyerOf(cells: Cells): FileBuyer {
  if (cells.customerId) return { by: 'id', id: cells.customerId };
  return cells.email ? { by: 'email', email: cells.email.toLowerCase() } : null;
}
