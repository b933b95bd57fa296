/** Products of one kind each, or such as come in sizes and colours. */
export type Goods = 'ofOneKind' | 'withVariants';

/** What a shop for clothes calls the variants of one buyer's size. */
const clothes = ['M / Black', 'M / White', 'M / Navy', 'M / Heather grey', 'M', '38', '38 / Black'];

/**
 * An order webhook of a usual size: 12 lines, about 14 KB, in the platform's own shape.
 */
export function orderBody(goods: Goods = 'ofOneKind'): string {
  const money = (amount: string) => ({
    shop_money: { amount, currency_code: 'USD' },
    presentment_money: { amount, currency_code: 'USD' },
  });
  return JSON.stringify({
    id: 5678901234567,
    admin_graphql_api_id: 'gid://shopify/Order/5678901234567',
    name: '#1001',
    created_at: '2026-11-20T10:00:00-05:00',
    processed_at: '2026-11-20T10:00:00-05:00',
    updated_at: '2026-11-20T10:00:01-05:00',
    cancelled_at: null,
    test: false,
    financial_status: 'paid',
    currency: 'USD',
    source_name: 'web',
    total_price: '240.00',
    total_price_set: money('240.00'),
    total_discounts_set: money('12.00'),
    discount_applications: [],
    discount_codes: [],
    customer: {
      id: 7123456789012,
      admin_graphql_api_id: 'gid://shopify/Customer/7123456789012',
      created_at: '2025-01-01T00:00:00-05:00',
      updated_at: '2026-11-20T10:00:01-05:00',
      first_name: 'A',
      last_name: 'Buyer',
      email: 'buyer@example.com',
    },
    refunds: [],
    line_items: Array.from({ length: 12 }, (_, index) => ({
      id: 14000000000000 + index,
      admin_graphql_api_id: `gid://shopify/LineItem/${String(14000000000000 + index)}`,
      product_id: 8000000000000 + index,
      variant_id: 45000000000000 + index,
      variant_title: goods === 'ofOneKind' ? null : clothes[index % clothes.length],
      title: 'A thing with a name of usual length',
      quantity: 1,
      price: '20.00',
      price_set: money('20.00'),
      total_discount_set: money('1.00'),
      discount_allocations: [{ amount: '1.00', amount_set: money('1.00') }],
      tax_lines: [{ price: '1.60', rate: 0.08, title: 'State tax', price_set: money('1.60') }],
      properties: [],
    })),
  });
}
