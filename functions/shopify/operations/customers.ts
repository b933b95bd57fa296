const customerFields = `
        id
        createdAt
        updatedAt
        firstName
        lastName
        numberOfOrders
        amountSpent { amount currencyCode }
        tags
        defaultEmailAddress { emailAddress marketingState marketingUpdatedAt }
        defaultPhoneNumber { phoneNumber smsMarketingConsent { state updatedAt } }
        defaultAddress { address1 address2 city province zip countryCodeV2 phone }`;

/** `facts`: what else to ask of each, as GraphQL. */
export const customersBulkQuery = (facts: string) => `#graphql
query CustomersHistory {
  customers {
    edges {
      node {${customerFields}
        ${facts}
      }
    }
  }
}`;

/** Whole customers by id; one that is not there (any more) is null in its place. */
export const customersByIdQuery = (facts: string) => `#graphql
query CustomersById($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    ... on Customer {${customerFields}
        ${facts}
    }
  }
}`;

/** Shopify's own search over names, e-mail addresses and phone numbers. */
export const customerSearchQuery = `#graphql
query CustomerSearch($search: String!, $first: Int!, $after: String) {
  customers(query: $search, first: $first, after: $after) {
    nodes {
      id
      firstName
      lastName
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}`;

export const customerNamesQuery = `#graphql
query CustomerNames($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    ... on Customer {
      id
      firstName
      lastName
    }
  }
}`;
