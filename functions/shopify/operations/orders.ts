import { lineFields, orderFields } from '../orderFields.ts';

export const orderQuery = `#graphql
query OrderById($id: ID!) {
  order(id: $id) {${orderFields}
    discountApplications(first: 100) {
      nodes {
        __typename
        ... on DiscountCodeApplication { code }
      }
    }
    lineItems(first: 250) {
      nodes {${lineFields}
      }
    }
  }
}`;

/**
 * A bulk query may hold no discount applications, which have no id; the list of codes stands in
 * for them, and a draft order, whose list may hold a title, is read by itself.
 */
export const ordersBulkQuery = `#graphql
query OrdersHistory {
  orders {
    edges {
      node {${orderFields}
        discountCodes
        lineItems {
          edges {
            node {${lineFields}
            }
          }
        }
      }
    }
  }
}`;
