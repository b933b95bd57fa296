import { GraphQLError } from 'graphql';
import { z } from 'zod';
import { idOf } from '../../gid.ts';
import { setTags, updateCustomer, type Bench } from '../../trade/customers.ts';
import type { View } from '../fields.ts';
import { done, notDone } from '../userError.ts';
import { metafieldView } from '../views/metafield.ts';
import type { World } from '../world.ts';

const updateArgs = z.object({
  input: z.object({
    id: z.string().nullish(),
    email: z.string().nullish(),
    phone: z.string().nullish(),
    firstName: z.string().nullish(),
    lastName: z.string().nullish(),
    note: z.string().nullish(),
    locale: z.string().optional(),
    tags: z.array(z.string()).optional(),
  }),
});
const tagArgs = z.object({ id: z.string(), tags: z.array(z.string()) });
const metafieldsArgs = z.object({
  metafields: z.array(
    z.object({
      ownerId: z.string(),
      namespace: z.string().nullish(),
      key: z.string(),
      type: z.string().nullish(),
      value: z.string(),
    }),
  ),
});

const identifiersArgs = z.object({
  metafields: z.array(z.object({ ownerId: z.string(), namespace: z.string(), key: z.string() })),
});

const mostMetafields = 25;

const noCustomer = [{ field: ['id'], message: 'Customer does not exist' }];

/** Mutations of customers and their tags and metafields. */
export function customerMutations(world: World, bench: Bench): View {
  const { records, shop, show } = world;
  return {
    customerUpdate: (args: unknown) => {
      const { input } = updateArgs.parse(args);
      const { id: globalId, tags, ...given } = input;
      const id = idOf('Customer', globalId ?? '');
      const details = Object.fromEntries(
        Object.entries(given).filter(([, value]) => value !== undefined),
      );
      const updated = updateCustomer(bench, id, details);
      if (updated === undefined) return notDone('customer', noCustomer);
      const tagged = tags === undefined ? updated : setTags(bench, id, tags);
      return done('customer', show.customer(tagged ?? updated));
    },
    // Tags are the same in any case of letters, and the one that was there first stays as written.
    tagsAdd: (args: unknown) =>
      retag(args, (have, tags) => [...have, ...tags.filter((tag) => !includesTag(have, tag))]),
    tagsRemove: (args: unknown) =>
      retag(args, (have, tags) => have.filter((tag) => !includesTag(tags, tag))),
    metafieldsDelete: (args: unknown) => {
      requireLeave(shop);
      const { metafields } = identifiersArgs.parse(args);
      const deletedMetafields = metafields.map((field) => {
        const id = idOf('Customer', field.ownerId);
        const customer = records.customers.get(shop.domain, id);
        const kept = customer?.metafields.filter(
          ({ namespace, key }) => namespace !== field.namespace || key !== field.key,
        );
        if (kept === undefined || kept.length === customer?.metafields.length) return null;
        updateCustomer(bench, id, { metafields: kept });
        return field;
      });
      return { deletedMetafields, userErrors: [] };
    },
    metafieldsSet: (args: unknown) => {
      requireLeave(shop);
      const { metafields } = metafieldsArgs.parse(args);
      if (metafields.length > mostMetafields) {
        throw new GraphQLError('at most 25 metafields can be set at once');
      }
      const without = metafields.findIndex(
        ({ ownerId }) =>
          records.customers.get(shop.domain, idOf('Customer', ownerId)) === undefined,
      );
      if (without >= 0) return ownerMissing(without);
      const set = metafields.map((field) => {
        const id = idOf('Customer', field.ownerId);
        const customer = records.customers.get(shop.domain, id);
        if (customer === undefined) return undefined;
        const kept = {
          namespace: field.namespace ?? 'custom',
          key: field.key,
          type: field.type ?? 'single_line_text_field',
          value: field.value,
        };
        const others = customer.metafields.filter(
          ({ namespace, key }) => namespace !== kept.namespace || key !== kept.key,
        );
        const updated = updateCustomer(bench, id, { metafields: [...others, kept] });
        if (updated === undefined) return undefined;
        return metafieldView(updated, kept);
      });
      return { metafields: set, userErrors: [] };
    },
  };

  function retag(
    args: unknown,
    change: (have: readonly string[], tags: string[]) => string[],
  ): View {
    requireLeave(shop);
    const { id: globalId, tags } = tagArgs.parse(args);
    const id = idOf('Customer', globalId);
    const before = records.customers.get(shop.domain, id);
    const after = before === undefined ? undefined : setTags(bench, id, change(before.tags, tags));
    return after === undefined ? notDone('node', noCustomer) : done('node', show.customer(after));
  }
}

function includesTag(tags: readonly string[], wanted: string): boolean {
  return tags.some((tag) => tag.toLowerCase() === wanted.toLowerCase());
}

/** All or nothing: one owner that is not there, and none is set. */
function ownerMissing(index: number): View {
  return {
    metafields: null,
    userErrors: [
      {
        field: ['metafields', String(index), 'ownerId'],
        code: 'INVALID',
        elementIndex: index,
        message: 'Owner does not exist.',
      },
    ],
  };
}

/** What the app may do to customers takes the shop's leave. */
function requireLeave({ scopes }: World['shop']): void {
  if (scopes.includes('write_customers')) return;
  throw new GraphQLError('Access denied. Required access: `write_customers` access scope.', {
    extensions: { code: 'ACCESS_DENIED' },
  });
}
