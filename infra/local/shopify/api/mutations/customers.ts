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
    tagsAdd: (args: unknown) => retag(args, (have, tags) => [...have, ...tags]),
    tagsRemove: (args: unknown) =>
      retag(args, (have, tags) => have.filter((tag) => !tags.includes(tag))),
    metafieldsSet: (args: unknown) => {
      const { metafields } = metafieldsArgs.parse(args);
      if (metafields.length > 25)
        throw new GraphQLError('at most 25 metafields can be set at once');
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
      const missing = set.findIndex((view) => view === undefined);
      return missing === -1
        ? { metafields: set, userErrors: [] }
        : {
            metafields: null,
            userErrors: [
              {
                field: ['metafields', String(missing), 'ownerId'],
                code: 'INVALID',
                message: 'Owner does not exist.',
              },
            ],
          };
    },
  };

  function retag(
    args: unknown,
    change: (have: readonly string[], tags: string[]) => string[],
  ): View {
    const { id: globalId, tags } = tagArgs.parse(args);
    const id = idOf('Customer', globalId);
    const before = records.customers.get(shop.domain, id);
    const after = before === undefined ? undefined : setTags(bench, id, change(before.tags, tags));
    return after === undefined ? notDone('node', noCustomer) : done('node', show.customer(after));
  }
}
