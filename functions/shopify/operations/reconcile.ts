import { lineFields, money, orderFields } from '../orderFields.ts';

/**
 * An order as a page of many shows it: few lines, because each place is paid for whether it is
 * filled or not. One with more is read by itself.
 */
const pagedOrder = `${orderFields}
      edited
      netPaymentSet { ${money} }
      discountApplications(first: 10) {
        nodes {
          __typename
          ... on DiscountCodeApplication { code }
        }
        pageInfo { hasNextPage }
      }
      lineItems(first: 20) {
        nodes {${lineFields}
        }
        pageInfo { hasNextPage }
      }`;

export const updatedOrdersQuery = `#graphql
query OrdersUpdated($search: String!, $first: Int!, $after: String) {
  orders(query: $search, first: $first, after: $after, sortKey: UPDATED_AT) {
    nodes {${pagedOrder}
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

/** The shop's own sums and the orders behind them, in one answer. */
export const customerOrdersQuery = `#graphql
query CustomerOrders($id: ID!, $first: Int!, $after: String) {
  customer(id: $id) {
    id
    numberOfOrders
    amountSpent { amount currencyCode }
    orders(first: $first, after: $after, sortKey: ID) {
      nodes {${pagedOrder}
      }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

/** Who is known already needs no more of the person than the sums; `facts`: what else to ask, as GraphQL. */
export const customerSumsBulkQuery = (facts: string) => `#graphql
query CustomerSums {
  customers {
    edges {
      node {
        id
        updatedAt
        numberOfOrders
        amountSpent { amount currencyCode }
        ${facts}
      }
    }
  }
}`;

/** Which of these customers there are. */
export const customersThereQuery = `#graphql
query CustomersThere($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    id
  }
}`;
