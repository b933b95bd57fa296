/** Looks a code up with what tells ours from another's: title and the one customer it is for. */
export const discountByCodeQuery = `#graphql
query DiscountByCode($code: String!) {
  codeDiscountNodeByCode(code: $code) {
    id
    codeDiscount {
      ... on DiscountCodeBasic {
        title
        context {
          ... on DiscountCustomers {
            customers {
              id
            }
          }
        }
      }
    }
  }
}`;

export const discountCreateMutation = `#graphql
mutation DiscountCreate($discount: DiscountCodeBasicInput!) {
  discountCodeBasicCreate(basicCodeDiscount: $discount) {
    codeDiscountNode {
      id
    }
    userErrors {
      code
      field
      message
    }
  }
}`;
