import { exactAmount, roundedMinor } from './csvAmount.ts';
import { findColumns, type LineField } from './csvColumns.ts';
import { orderCloser, type CsvContext, type FileOrder, type OpenOrder } from './csvOrder.ts';
import { hash53 } from './hash53.ts';

export interface OrderReader {
  /** Takes one row and answers the orders that are complete by now. */
  take(row: readonly string[], line: number): FileOrder[];
  /** The orders still open when the file ends. */
  end(): FileOrder[];
}

/** Orders kept open at a time: rows of one order may stand apart, but memory must not grow. */
const openOrders = 2000;

/** Puts the rows of a file together into orders. Pure apart from what it has open. */
export function readOrders(header: readonly string[], context: CsvContext): OrderReader {
  const { mapping, onSkipped } = context;
  const columns = findColumns(header, mapping);
  const closeOrder = orderCloser(context);
  const open = new Map<string, OpenOrder>();
  const closed = new Set<number>();
  let position = 0;

  function close(order: OpenOrder): FileOrder[] {
    const made = order.broken ?? closeOrder(order);
    if ('fact' in made) return [made];
    for (const line of order.rows) {
      const elsewhere = made.line !== line && order.broken !== null;
      const reason = `the order has a row that cannot be read (line ${String(made.line)})`;
      onSkipped(line, elsewhere ? reason : made.reason);
    }
    return [];
  }

  function readLine(order: OpenOrder, row: readonly string[]): string | undefined {
    const cell = (field: LineField) => {
      const index = columns.line[field];
      return index === undefined ? '' : (row[index] ?? '').trim();
    };
    if (cell('quantity') + cell('unitPrice') + cell('total') === '') return undefined;
    const quantity = mapping.line?.quantity === undefined ? 1 : wholeNumber(cell('quantity'));
    if (quantity === undefined) return 'the quantity is not a whole number';
    const byPiece = mapping.line?.unitPrice !== undefined;
    const price = exactAmount(cell(byPiece ? 'unitPrice' : 'total'), mapping.decimal);
    const discount = exactAmount(cell('discount') || '0', mapping.decimal);
    if (price === undefined || discount === undefined) return 'the price is not an amount';
    const net = (byPiece ? BigInt(quantity) * price : price) - discount;
    const netMinor = roundedMinor(net, context.currency);
    if (netMinor === undefined) return 'the price is out of range';
    order.sum += net;
    order.lines.push({ productId: cell('product') || null, quantity, netMinor });
    return undefined;
  }

  /** What the rows of one order have in common, or why this row is of none. */
  function keyOf(row: readonly string[]): string | { reason: string } {
    if (row.length !== columns.count) {
      const [has, wants] = [String(row.length), String(columns.count)];
      return { reason: `the row has ${has} values, the first row of the file ${wants}` };
    }
    const named =
      columns.group === undefined
        ? columns.id.map((index) => row[index]?.trim()).join('\n')
        : (row[columns.group] ?? '').trim();
    if (named.trim() === '') return { reason: 'the row names no order' };
    const key = mapping.order.perRow ? `${named}\n${String(position)}` : named;
    return closed.has(hash53(key))
      ? { reason: 'the rows of this order are too far apart: sort the file by order' }
      : key;
  }

  function collect(order: OpenOrder, row: readonly string[], line: number): void {
    order.rows.push(line);
    for (const [at, index] of columns.id.entries()) order.id[at] ||= (row[index] ?? '').trim();
    for (const [field, index] of columns.order) {
      order.cells[field] ||= (row[index] ?? '').trim();
    }
    const reason = readLine(order, row);
    if (reason !== undefined) order.broken ??= { line, reason };
  }

  return {
    take(row, line) {
      position += 1;
      const key = keyOf(row);
      if (typeof key !== 'string') {
        onSkipped(line, key.reason);
        return [];
      }
      const order = open.get(key) ?? {
        position,
        rows: [],
        id: [],
        cells: {},
        lines: [],
        sum: 0n,
        broken: null,
      };
      open.set(key, order);
      collect(order, row, line);
      const [oldest] = open;
      if (open.size <= openOrders || oldest === undefined) return [];
      open.delete(oldest[0]);
      closed.add(hash53(oldest[0]));
      return close(oldest[1]);
    },
    end() {
      const rest = [...open.values()].flatMap(close);
      open.clear();
      return rest;
    },
  };
}

function wholeNumber(text: string): number | undefined {
  if (!/^[+-]?\d+(?:[.,]0+)?$/.test(text)) return undefined;
  const number = Number.parseInt(text, 10);
  return Number.isSafeInteger(number) ? number : undefined;
}
