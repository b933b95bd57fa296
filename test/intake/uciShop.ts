import { dataRows } from '../support/sharedData.ts';

/** One invoice of the UCI gift shop, as its file says it. */
export interface Invoice {
  id: string;
  /** Null: bought without an account. */
  customerId: string | null;
  /** London time, to the minute. */
  on: string;
  lines: { product: string; quantity: number; price: string }[];
}

/** Of Shopify every product has a number; the file has stock codes, letters among them. */
const firstProduct = 8_000_000_000;

/** The whole shop: every invoice of the file, its products numbered as they first appear. */
export function uciInvoices(): Invoice[] {
  const products = new Map<string, string>();
  const invoices = new Map<string, Invoice>();
  const [, ...rows] = dataRows('uci_online_retail_lines.csv.gz');
  for (const [id = '', code = '', quantity = '', on = '', price = '', who = ''] of rows) {
    const product = products.get(code) ?? String(firstProduct + products.size);
    products.set(code, product);
    const invoice = invoices.get(id) ?? { id, customerId: who || null, on, lines: [] };
    invoices.set(id, invoice);
    invoice.lines.push({ product, quantity: Number(quantity), price });
  }
  return [...invoices.values()];
}

/**
 * Whether Shopify has words for it: it numbers its orders, and neither a piece nor a price is below
 * nothing. Credits (C…), adjustments (A…) and write-offs are not such orders.
 */
export function isSayable({ id, lines }: Invoice): boolean {
  return (
    /^\d+$/.test(id) && lines.every(({ quantity, price }) => quantity > 0 && !price.startsWith('-'))
  );
}

/** The file as a merchant would hand it over: the original columns, products by their numbers. */
export async function* fileOf(invoices: readonly Invoice[]): AsyncGenerator<Uint8Array> {
  yield Buffer.from('InvoiceNo,StockCode,Quantity,InvoiceDate,UnitPrice,CustomerID\n');
  for (const { id, customerId, on, lines } of invoices) {
    const rows = lines.map(({ product, quantity, price }) =>
      [id, product, quantity, on, price, customerId ?? ''].join(),
    );
    yield await Promise.resolve(Buffer.from(`${rows.join('\n')}\n`));
  }
}

/** In the years of the file London's clocks went forward once and back once. */
const summer = { from: '2011-03-27 01:00', to: '2011-10-30 02:00' };
/** Until a buyer has paid. */
export const paidAfterSeconds = 60;

/** Epoch seconds of an invoice. */
export function placedAt({ on }: Invoice): number {
  const offset = on >= summer.from && on < summer.to ? '+01:00' : 'Z';
  return Date.parse(`${on.replace(' ', 'T')}:00${offset}`) / 1000;
}

const isoOf = (seconds: number) => `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;

/**
 * Amounts as Shopify would give them: a price of thousandths, which it does not know, is the next
 * whole penny with the rest as the line's discount; the order's total is rounded once.
 */
function amountsOf({ lines }: Invoice) {
  let thousandths = 0;
  const priced = lines.map(({ product, quantity, price }) => {
    const [whole = '', fraction = ''] = price.split('.');
    const piece = Number(whole + fraction.padEnd(3, '0').slice(0, 3));
    if (fraction.length > 3) throw new Error('a price finer than a thousandth');
    thousandths += piece * quantity;
    const pennies = Math.ceil(piece / 10);
    const net = Math.floor((piece * quantity + 5) / 10);
    return { product, quantity, pennies, discount: pennies * quantity - net };
  });
  return { priced, total: Math.floor((thousandths + 5) / 10) };
}

const pounds = (pennies: number) =>
  `${String(Math.floor(pennies / 100))}.${String(pennies % 100).padStart(2, '0')}`;

/** An order's webhook: as it was placed, or as it is once it is paid. */
export function webhookOf(invoice: Invoice, state: 'pending' | 'paid'): string {
  const { id, customerId } = invoice;
  const { priced, total } = amountsOf(invoice);
  const placed = placedAt(invoice);
  const set = (pennies: number) => ({
    shop_money: { amount: pounds(pennies), currency_code: 'GBP' },
  });
  return JSON.stringify({
    id: Number(id),
    admin_graphql_api_id: `gid://shopify/Order/${id}`,
    name: id,
    created_at: isoOf(placed),
    processed_at: isoOf(placed),
    updated_at: isoOf(state === 'paid' ? placed + paidAfterSeconds : placed),
    cancelled_at: null,
    financial_status: state,
    test: false,
    source_name: null,
    total_price_set: set(total),
    total_discounts_set: set(0),
    discount_applications: [],
    customer:
      customerId === null
        ? null
        : {
            id: Number(customerId),
            admin_graphql_api_id: `gid://shopify/Customer/${customerId}`,
          },
    refunds: [],
    line_items: priced.map(({ product, quantity, pennies, discount }) => ({
      product_id: Number(product),
      quantity,
      price_set: set(pennies),
      discount_allocations: discount === 0 ? [] : [{ amount_set: set(discount) }],
    })),
  });
}

/** The orders as a bulk operation's file has them: each, then its lines. */
export function bulkFileOf(invoices: readonly Invoice[]): Uint8Array {
  const money = (pennies: number) => ({
    shopMoney: { amount: pounds(pennies), currencyCode: 'GBP' },
  });
  const pieces = invoices.map((invoice) => {
    const { id: number, customerId } = invoice;
    const id = `gid://shopify/Order/${number}`;
    const { priced, total } = amountsOf(invoice);
    const placed = placedAt(invoice);
    const root = {
      id,
      name: number,
      processedAt: isoOf(placed),
      updatedAt: isoOf(placed + paidAfterSeconds),
      cancelledAt: null,
      displayFinancialStatus: 'PAID',
      test: false,
      sourceName: null,
      customer: customerId === null ? null : { id: `gid://shopify/Customer/${customerId}` },
      purchasingEntity: null,
      totalPriceSet: money(total),
      totalDiscountsSet: money(0),
      refunds: [],
      discountCodes: [],
    };
    const children = priced.map(({ product, quantity, pennies, discount }, index) => ({
      id: `gid://shopify/LineItem/${number}${String(index)}`,
      quantity,
      product: { id: `gid://shopify/Product/${product}` },
      originalUnitPriceSet: money(pennies),
      discountAllocations: discount === 0 ? [] : [{ allocatedAmountSet: money(discount) }],
      __parentId: id,
    }));
    return [root, ...children].map((one) => JSON.stringify(one)).join('\n');
  });
  return Buffer.from(`${pieces.join('\n')}\n`);
}
