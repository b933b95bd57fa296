export const productsBulkQuery = `#graphql
query ProductsHistory {
  products {
    edges {
      node {
        id
        title
        productType
        vendor
        tags
        options { name position }
        updatedAt
      }
    }
  }
}`;
