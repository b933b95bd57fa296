export const bulkStartMutation = `#graphql
mutation BulkStart($query: String!) {
  bulkOperationRunQuery(query: $query, groupObjects: true) {
    bulkOperation {
      id
    }
    userErrors {
      code
      message
    }
  }
}`;

export const bulkReadQuery = `#graphql
query BulkRead($id: ID!) {
  bulkOperation(id: $id) {
    id
    status
    errorCode
    createdAt
    objectCount
    rootObjectCount
    url
  }
}`;
