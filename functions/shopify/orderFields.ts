/** Parts of the documents that read orders. */
export const money = 'shopMoney { amount currencyCode }';

/** What an order says by itself; the same for one order and for the whole history. */
export const orderFields = `
      id
      name
      processedAt
      updatedAt
      cancelledAt
      displayFinancialStatus
      test
      sourceName
      customer { id }
      purchasingEntity { __typename }
      totalPriceSet { ${money} }
      totalDiscountsSet { ${money} }
      refunds { id processedAt totalRefundedSet { ${money} } }`;

export const lineFields = `
      id
      quantity
      variantTitle
      product { id }
      originalUnitPriceSet { ${money} }
      discountAllocations { allocatedAmountSet { ${money} } }`;
