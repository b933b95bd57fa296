const usd = (amount: string) => ({
  shop_money: { amount, currency_code: 'USD' },
  presentment_money: { amount, currency_code: 'USD' },
});

/** A paid order as a webhook carries it, without the fields nothing reads. */
export function orderBody(changes: object = {}): Record<string, unknown> {
  return {
    id: 6123456789012,
    name: '#1042',
    created_at: '2026-11-20T18:30:00+09:00',
    processed_at: '2026-11-20T18:30:00+09:00',
    updated_at: '2026-11-20T18:30:05+09:00',
    cancelled_at: null,
    financial_status: 'paid',
    test: false,
    source_name: 'web',
    currency: 'USD',
    email: 'ann@example.com',
    total_price_set: usd('54.50'),
    total_discounts_set: usd('5.00'),
    discount_applications: [],
    customer: {
      id: 7123456789012,
      created_at: '2026-11-20T18:29:00+09:00',
      updated_at: '2026-11-20T18:30:00+09:00',
      first_name: 'Ann',
      last_name: 'Lee',
      email: 'ann@example.com',
      phone: null,
      default_address: { city: 'Seoul', country_code: 'KR' },
    },
    refunds: [],
    line_items: [
      {
        id: 1,
        product_id: 8123456789012,
        quantity: 2,
        price_set: usd('27.50'),
        discount_allocations: [{ amount_set: usd('5.00') }],
      },
    ],
    ...changes,
  };
}
