/**
 * Reads an order's body by itself, from the definitions and in whole digits: what the intake must
 * have understood where it took the body in. Shares no code with it.
 */
export interface Reading {
  orderId: string;
  customerId: string | null;
  totalMinor: bigint;
  /** Money given back, by refund. */
  refundedMinor: bigint;
  /** Refunded in money that is not the shop's: only the shop can say how much that was. */
  asks: boolean;
  cancelled: boolean;
  test: boolean;
  paid: boolean;
  placedAt: number;
}

const decimals: Readonly<Record<string, number>> = { JPY: 0, VND: 0, KRW: 0, KWD: 3 };
const paidWords = ['paid', 'partially_paid', 'partially_refunded', 'refunded'];

/** Numbers become texts with this before them, so that no digit is lost and no depth is too deep. */
const numberMark = '\u0001';
const tokens = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Null where no meaning can be made of the body. */
export function readOrderBody(text: string): Reading | null {
  try {
    JSON.parse(text);
    const marked = text.replace(tokens, (token) =>
      token.startsWith('"') ? token : JSON.stringify(numberMark + token),
    );
    return orderOf(JSON.parse(marked));
  } catch {
    return null;
  }
}

function orderOf(body: unknown): Reading {
  const currency = stringAt(body, 'total_price_set', 'shop_money', 'currency_code');
  const refunds = new Map<string, bigint>();
  let asks = false;
  for (const refund of listAt(body, 'refunds')) {
    let moved = 0n;
    for (const transaction of listAt(refund, 'transactions')) {
      if (own(transaction, 'kind') !== 'refund') continue;
      if (own(transaction, 'status') !== 'success') continue;
      const told = own(transaction, 'currency') ?? own(body, 'presentment_currency');
      if ((told ?? currency) !== currency) asks = true;
      else moved += minorOf(stringAt(transaction, 'amount'), currency);
    }
    refunds.set(idOf(refund), moved);
  }
  const customer = own(body, 'customer');
  const placed = own(body, 'processed_at') ?? own(body, 'created_at');
  return {
    orderId: idOf(body),
    customerId: customer === null || customer === undefined ? null : idOf(customer),
    totalMinor: minorOf(stringAt(body, 'total_price_set', 'shop_money', 'amount'), currency),
    refundedMinor: [...refunds.values()].reduce((sum, one) => sum + one, 0n),
    asks,
    cancelled: typeof own(body, 'cancelled_at') === 'string',
    test: own(body, 'test') === true,
    paid: paidWords.includes(String(own(body, 'financial_status')).toLowerCase()),
    placedAt: Math.floor(Date.parse(String(placed)) / 1000),
  };
}

function own(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return Object.getOwnPropertyDescriptor(value, key)?.value as unknown;
}

function listAt(value: unknown, key: string): unknown[] {
  const list = own(value, key);
  return Array.isArray(list) ? list : [];
}

function stringAt(value: unknown, ...path: string[]): string {
  const found = path.reduce(own, value);
  if (typeof found !== 'string') throw new Error('no text there');
  return found;
}

function idOf(value: unknown): string {
  const global = own(value, 'admin_graphql_api_id');
  if (typeof global === 'string') return /(\d+)$/.exec(global)?.[1] ?? '';
  const id = String(own(value, 'id'));
  if (!id.startsWith(numberMark)) return id;
  const digits = id.slice(1);
  return /^\d+$/.test(digits) ? digits : String(Number(digits));
}

/** "12.30" as 1230 of a currency with two decimals; no rounding, or no reading. */
function minorOf(amount: string, currency: string): bigint {
  const match = /^\s*([+-]?)(\d+)\.?(\d*)\s*$/.exec(amount);
  if (match === null) throw new Error('no amount');
  const places = decimals[currency] ?? 2;
  const fraction = match[3] ?? '';
  if (/[1-9]/.test(fraction.slice(places))) throw new Error('finer than the currency');
  const minor = BigInt(`${match[2] ?? ''}${fraction.slice(0, places).padEnd(places, '0')}`);
  return match[1] === '-' ? -minor : minor;
}
