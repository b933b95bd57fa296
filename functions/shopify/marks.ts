import { z } from 'zod';
import type { CustomerMarks, FoundMarks, Labelled, MarkOutcome } from '../segments/shopMarks.ts';
import type { ShopifyAdmin } from './adminClient.ts';
import { gidField } from './payloadFields.ts';
import {
  customerMarksQuery,
  metafieldsDeleteMutation,
  metafieldsSetMutation,
  tagsAddMutation,
  tagsRemoveMutation,
} from './operations/marks.ts';

/** Ids asked about at once, and metafields written at once. */
const marksAtOnce = 100;
const metafieldsAtOnce = 25;

const metafield = { namespace: 'clientele', key: 'segments' } as const;
const metafieldType = 'list.single_line_text_field';
const gid = (customerId: string) => `gid://shopify/Customer/${customerId}`;

const nodesSchema = z.object({
  nodes: z.array(z.object({ __typename: z.string() }).loose().nullable()),
});
const markedSchema = z.object({
  id: gidField,
  tags: z.array(z.string()),
  metafield: z.object({ value: z.string() }).nullable(),
});
const errorsSchema = z.object({ userErrors: z.array(z.object({ message: z.string() })) });
const addedSchema = z.object({ tagsAdd: errorsSchema });
const removedSchema = z.object({ tagsRemove: errorsSchema });
const setSchema = z.object({ metafieldsSet: errorsSchema });
const deletedSchema = z.object({ metafieldsDelete: errorsSchema });

export function openCustomerMarks(admin: ShopifyAdmin): CustomerMarks {
  async function setOnce(shop: string, wanted: readonly Labelled[]): Promise<MarkOutcome> {
    const metafields = wanted.map(({ customerId, labels }) => ({
      ...metafield,
      ownerId: gid(customerId),
      type: metafieldType,
      value: JSON.stringify(labels),
    }));
    const data = await admin.graphql(shop, metafieldsSetMutation, { metafields }, setSchema);
    return outcomeOf(data.metafieldsSet);
  }

  return {
    async read(shop, customerIds) {
      const found = new Map<string, FoundMarks>();
      for (const ids of inPieces(customerIds.map(gid), marksAtOnce)) {
        const variables = { ids, ...metafield };
        const { nodes } = await admin.graphql(shop, customerMarksQuery, variables, nodesSchema);
        for (const node of nodes) {
          if (node?.__typename !== 'Customer') continue;
          const { id, tags, metafield: own } = markedSchema.parse(node);
          found.set(id, { tags, labels: own === null ? null : labelsIn(own.value) });
        }
      }
      return found;
    },
    async addTags(shop, customerId, tags) {
      const variables = { id: gid(customerId), tags };
      return outcomeOf(
        (await admin.graphql(shop, tagsAddMutation, variables, addedSchema)).tagsAdd,
      );
    },
    async removeTags(shop, customerId, tags) {
      const variables = { id: gid(customerId), tags };
      const data = await admin.graphql(shop, tagsRemoveMutation, variables, removedSchema);
      return outcomeOf(data.tagsRemove);
    },
    async setLabels(shop, wanted) {
      const outcomes = new Map<string, MarkOutcome>();
      for (const piece of inPieces(wanted, metafieldsAtOnce)) {
        const together = await setOnce(shop, piece);
        for (const one of piece) {
          const outcome = together === 'done' ? together : await setOnce(shop, [one]);
          outcomes.set(one.customerId, outcome);
        }
      }
      return outcomes;
    },
    async deleteLabels(shop, customerIds) {
      for (const piece of inPieces(customerIds, metafieldsAtOnce)) {
        const metafields = piece.map((id) => ({ ...metafield, ownerId: gid(id) }));
        await admin.graphql(shop, metafieldsDeleteMutation, { metafields }, deletedSchema);
      }
    },
  };
}

function outcomeOf({ userErrors }: z.infer<typeof errorsSchema>): MarkOutcome {
  return userErrors.length === 0 ? 'done' : 'refused';
}

/** What somebody else wrote there may be no list of ours. */
function labelsIn(value: string): string[] {
  try {
    const parsed = z.array(z.string()).safeParse(JSON.parse(value));
    return parsed.success ? parsed.data : [value];
  } catch {
    return [value];
  }
}

function inPieces<T>(all: readonly T[], size: number): T[][] {
  const pieces: T[][] = [];
  for (let start = 0; start < all.length; start += size) {
    pieces.push(all.slice(start, start + size));
  }
  return pieces;
}
