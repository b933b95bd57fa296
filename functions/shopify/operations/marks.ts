/** What customers carry, to tell what is ours from what was there. */
export const customerMarksQuery = `#graphql
query CustomerMarks($ids: [ID!]!, $namespace: String!, $key: String!) {
  nodes(ids: $ids) {
    __typename
    ... on Customer {
      id
      tags
      metafield(namespace: $namespace, key: $key) {
        value
      }
    }
  }
}`;

export const tagsAddMutation = `#graphql
mutation TagsAdd($id: ID!, $tags: [String!]!) {
  tagsAdd(id: $id, tags: $tags) {
    node {
      id
    }
    userErrors {
      field
      message
    }
  }
}`;

export const tagsRemoveMutation = `#graphql
mutation TagsRemove($id: ID!, $tags: [String!]!) {
  tagsRemove(id: $id, tags: $tags) {
    node {
      id
    }
    userErrors {
      field
      message
    }
  }
}`;

export const metafieldsSetMutation = `#graphql
mutation MetafieldsSet($metafields: [MetafieldsSetInput!]!) {
  metafieldsSet(metafields: $metafields) {
    metafields {
      id
    }
    userErrors {
      code
      field
      message
    }
  }
}`;

export const metafieldsDeleteMutation = `#graphql
mutation MetafieldsDelete($metafields: [MetafieldIdentifierInput!]!) {
  metafieldsDelete(metafields: $metafields) {
    deletedMetafields {
      key
    }
    userErrors {
      field
      message
    }
  }
}`;
