import { GraphQLError } from 'graphql';
import { z } from 'zod';
import { gid, idOf, partsOf } from '../gid.ts';
import { codeKey } from '../records/records.ts';
import type { CustomerRecord, ProductRecord } from '../records/schema.ts';
import { both, everything, type Shelf, type Where } from '../records/shelf.ts';
import { topicOf } from '../webhooks/topics.ts';
import { pageArgsSchema } from './connection.ts';
import type { View } from './fields.ts';
import { orderSort, orderTerm } from './orderSearch.ts';
import { idTerm, instantTerm, searchWhere, type Term } from './searchQuery.ts';
import { shelfConnection, type SortKey } from './shelfPage.ts';
import { shopView } from './views/shop.ts';
import { visibleOrders, type World } from './world.ts';

const byId = z.object({ id: z.string() });
const byIds = z.object({ ids: z.array(z.string()) });
const byCode = z.object({ code: z.string() });
const countArgs = z.object({
  query: z.string().nullable().default(null),
  limit: z.number().int().nullable().default(null),
});
const topicsArg = z.object({ topics: z.array(z.string()).nullable().default(null) });

/** The root of every query. */
export function queryRoot(world: World): View {
  const { records, shop, show } = world;
  const customer = (id: string) => shown(records.customers.get(shop.domain, id), show.customer);
  const product = (id: string) => shown(records.products.get(shop.domain, id), show.product);
  const discount = (id: string) => shown(records.discounts.get(shop.domain, id), show.discount);
  const bulk = (id: string) => shown(records.bulks.get(shop.domain, id), show.bulk);
  const order = (id: string) => {
    const where = both({ sql: 'id = ?', values: [BigInt(id)] }, visibleOrders(world));
    return shown(records.orders.select(shop.domain, where, 'id', 1)[0], show.order);
  };
  const node = (globalId: string): View | null => {
    const parts = partsOf(globalId);
    if (parts === undefined) throw new GraphQLError(`Invalid global id '${globalId}'`);
    const readers: Readonly<Record<string, (id: string) => View | null>> = {
      Customer: customer,
      Order: order,
      Product: product,
      DiscountCodeNode: discount,
      BulkOperation: bulk,
      Shop: (id) => (id === shop.id ? shopView(world) : null),
    };
    const read = readers[parts.kind];
    if (read === undefined)
      throw new GraphQLError(`the stand-in does not know ${parts.kind} nodes`);
    return read(parts.id);
  };

  return {
    shop: () => shopView(world),
    customer: (args: unknown) => customer(idOf('Customer', byId.parse(args).id)),
    order: (args: unknown) => order(idOf('Order', byId.parse(args).id)),
    product: (args: unknown) => product(idOf('Product', byId.parse(args).id)),
    codeDiscountNode: (args: unknown) => discount(idOf('DiscountCodeNode', byId.parse(args).id)),
    codeDiscountNodeByCode: (args: unknown) => {
      const where = { sql: 'code_key = ?', values: [codeKey(byCode.parse(args).code)] };
      return shown(records.discounts.select(shop.domain, where, 'id', 1)[0], show.discount);
    },
    bulkOperation: (args: unknown) => bulk(idOf('BulkOperation', byId.parse(args).id)),
    currentBulkOperation: () =>
      shown(records.bulks.select(shop.domain, everything, 'id DESC', 1)[0], show.bulk),
    node: (args: unknown) => node(byId.parse(args).id),
    nodes: (args: unknown) => byIds.parse(args).ids.map(node),
    customers: (args: unknown) =>
      listOf(world, records.customers, args, customerTerm, customerSort, everything, show.customer),
    orders: (args: unknown) =>
      listOf(world, records.orders, args, orderTerm, orderSort, visibleOrders(world), show.order),
    products: (args: unknown) =>
      listOf(world, records.products, args, productTerm, productSort, everything, show.product),
    codeDiscountNodes: (args: unknown) =>
      listOf(world, records.discounts, args, noTerm, onlyById, everything, show.discount),
    bulkOperations: (args: unknown) =>
      listOf(world, records.bulks, args, noTerm, onlyById, everything, show.bulk),
    webhookSubscriptions: (args: unknown) =>
      listOf(
        world,
        records.subscriptions,
        args,
        noTerm,
        onlyById,
        onTopics(args),
        show.subscription,
      ),
    customersCount: (args: unknown) =>
      countOf(world, records.customers, args, customerTerm, everything),
    ordersCount: (args: unknown) =>
      countOf(world, records.orders, args, orderTerm, visibleOrders(world)),
    productsCount: (args: unknown) =>
      countOf(world, records.products, args, productTerm, everything),
    shopLocales: () => [{ locale: shop.locale, name: shop.locale, primary: true, published: true }],
    currentAppInstallation: () => ({
      id: gid('AppInstallation', shop.id),
      accessScopes: shop.scopes.map((handle) => ({ handle, description: handle })),
    }),
  };
}

function shown<T>(record: T | undefined, show: (record: T) => View): View | null {
  return record === undefined ? null : show(record);
}

function listOf<T extends { id: string }>(
  world: World,
  shelf: Shelf<T>,
  args: unknown,
  read: (term: Term) => Where | undefined,
  sortBy: (sortKey: string) => SortKey<T> | null,
  within: Where,
  show: (record: T) => View,
): View {
  const { query, sortKey } = pageArgsSchema.parse(args);
  return shelfConnection(
    {
      shelf,
      shop: world.shop.domain,
      where: both(within, searchWhere(query, read)),
      sort: sortBy(sortKey ?? 'ID'),
      // A bulk operation walks its first connection page by page, and only what is below it at once.
      whole: false,
      show,
    },
    args,
  );
}

function countOf<T>(
  world: World,
  shelf: Shelf<T>,
  args: unknown,
  read: (term: Term) => Where | undefined,
  within: Where,
): View {
  const { query, limit } = countArgs.parse(args);
  const count = shelf.count(world.shop.domain, both(within, searchWhere(query, read)));
  return limit !== null && count > limit
    ? { count: limit, precision: 'AT_LEAST' }
    : { count, precision: 'EXACT' };
}

function customerTerm(term: Term): Where | undefined {
  switch (term.field) {
    case 'id':
      return idTerm(term);
    case 'email':
      return { sql: 'email = ?', values: [term.value.toLowerCase()] };
    case 'created_at':
    case 'updated_at':
      return instantTerm(term.field, term);
    case 'tag':
      return {
        sql: `EXISTS (SELECT 1 FROM json_each(doc, '$.tags') WHERE value = ?)`,
        values: [term.value],
      };
    case 'first_name':
    case 'last_name':
    case 'name':
    case 'phone':
    case null:
      return { sql: 'instr(search, ?) > 0', values: [term.value.toLowerCase()] };
    default:
      return undefined;
  }
}

function customerSort(sortKey: string): SortKey<CustomerRecord> | null {
  switch (sortKey) {
    case 'ID':
    case 'RELEVANCE':
      return null;
    case 'CREATED_AT':
      return { column: 'created_at', valueOf: (customer) => customer.createdAt };
    case 'UPDATED_AT':
      return { column: 'updated_at', valueOf: (customer) => customer.updatedAt };
    default:
      throw new GraphQLError(`the stand-in does not know the sort key ${sortKey} of customers`);
  }
}

function productTerm(term: Term): Where | undefined {
  switch (term.field) {
    case 'id':
      return idTerm(term);
    case 'created_at':
    case 'updated_at':
      return instantTerm(term.field, term);
    case 'vendor':
      return { sql: `json_extract(doc, '$.vendor') = ?`, values: [term.value] };
    case 'product_type':
      return { sql: `json_extract(doc, '$.productType') = ?`, values: [term.value] };
    case 'title':
    case null:
      return {
        sql: `instr(lower(json_extract(doc, '$.title')), ?) > 0`,
        values: [term.value.toLowerCase()],
      };
    default:
      return undefined;
  }
}

function productSort(sortKey: string): SortKey<ProductRecord> | null {
  if (sortKey === 'ID' || sortKey === 'RELEVANCE') return null;
  if (sortKey === 'UPDATED_AT') {
    return { column: 'updated_at', valueOf: (product) => product.updatedAt };
  }
  throw new GraphQLError(`the stand-in does not know the sort key ${sortKey} of products`);
}

const noTerm = () => undefined;

/** For what is kept in the order of its ids anyway. */
const onlyById = () => null;

function onTopics(args: unknown): Where {
  const { topics } = topicsArg.parse(args);
  if (topics === null || topics.length === 0) return everything;
  const names = topics.map((name) => topicOf(name) ?? name);
  return {
    sql: `json_extract(doc, '$.topic') IN (${names.map(() => '?').join(', ')})`,
    values: names,
  };
}
