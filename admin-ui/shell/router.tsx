import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  retainSearchParams,
} from '@tanstack/react-router';
import { z } from 'zod';
import { customerSorts } from '../../functions/admin/customers.schema.ts';
import { schemes } from '../../functions/customers/customer.schema.ts';
import { triggerKeys } from '../../functions/coupons/coupons.schema.ts';
import {
  couponsQuery,
  customerListQuery,
  customerQuery,
  overviewQuery,
  ruleQuery,
  rulesQuery,
  timelineQuery,
} from '../api/queries.ts';
import { withWords } from '../i18n/withWords.ts';
import { NotFound } from './NotFound.tsx';
import { Shell } from './Shell.tsx';

/** Starts loading while the page's script still comes; the page itself says what failed. */
function warm(loading: Promise<unknown>): void {
  loading.catch(() => undefined);
}

/** The address is the state: filter, sort and chosen cell are in it. Pages load when first seen. */
const root = createRootRouteWithContext<{ client: QueryClient }>()({
  component: Shell,
  notFoundComponent: NotFound,
  validateSearch: z.object({ locale: z.string().optional().catch(undefined) }),
  search: { middlewares: [retainSearchParams(['locale'])] },
  loader: ({ context }) => warm(context.client.query(overviewQuery())),
});

const overview = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: z.object({ cell: z.string().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('../overview/OverviewPage.tsx'), 'OverviewPage'),
});

/** A value of the address as text: the router reads a bare number or date as one. */
const words = z
  .union([z.string(), z.number().transform(String)])
  .optional()
  .catch(undefined);

/** Whose orders an insight is about. */
const whoSearch = z.object({
  who: z.enum(['retail', 'all', 'wholesale']).optional().catch(undefined),
});

const customers = createRoute({
  getParentRoute: () => root,
  path: '/customers',
  validateSearch: z.object({
    query: words,
    search: words,
    moved: words,
    sort: z.enum(customerSorts).optional().catch(undefined),
  }),
  loaderDeps: ({ search: { query, search, moved, sort } }) => ({
    ...(query !== undefined && { query }),
    ...(search !== undefined && { search }),
    ...(moved !== undefined && { moved }),
    ...(sort !== undefined && { sort }),
  }),
  loader: ({ context, deps }) => warm(context.client.infiniteQuery(customerListQuery(deps))),
  component: lazyRouteComponent(
    () => withWords('later', import('../customers/CustomersPage.tsx')),
    'CustomersPage',
  ),
});

const customer = createRoute({
  getParentRoute: () => root,
  path: '/customers/$id',
  validateSearch: z.object({ asOf: words }),
  loaderDeps: ({ search: { asOf } }) => ({ asOf }),
  loader: ({ context, params, deps: { asOf } }) => {
    warm(context.client.query(customerQuery(params.id, asOf)));
    warm(context.client.infiniteQuery(timelineQuery(params.id, asOf)));
  },
  component: lazyRouteComponent(
    () => withWords('file', import('../customers/CustomerPage.tsx')),
    'CustomerPage',
  ),
});

const rules = createRoute({
  getParentRoute: () => root,
  path: '/coupons',
  loader: ({ context }) => warm(context.client.query(rulesQuery())),
  component: lazyRouteComponent(
    () => withWords('later', import('../coupons/RulesPage.tsx')),
    'RulesPage',
  ),
});

const newRule = createRoute({
  getParentRoute: () => root,
  path: '/coupons/new',
  validateSearch: z.object({
    recipe: z.enum(triggerKeys).optional().catch(undefined),
    who: words,
  }),
  component: lazyRouteComponent(
    () => withWords('rules', import('../coupons/NewRulePage.tsx')),
    'NewRulePage',
  ),
});

const rule = createRoute({
  getParentRoute: () => root,
  path: '/coupons/$id',
  loader: ({ context, params }) => {
    warm(context.client.query(ruleQuery(params.id)));
    warm(context.client.infiniteQuery(couponsQuery(params.id)));
  },
  component: lazyRouteComponent(
    () => withWords('rules', import('../coupons/RulePage.tsx')),
    'RulePage',
  ),
});

const imports = createRoute({
  getParentRoute: () => root,
  path: '/import',
  validateSearch: z.object({ id: words }),
  component: lazyRouteComponent(
    () => withWords('later', import('../import/ImportPage.tsx')),
    'ImportPage',
  ),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(
    () => withWords('settings', import('../settings/SettingsPage.tsx')),
    'SettingsPage',
  ),
});

const data = createRoute({
  getParentRoute: () => root,
  path: '/settings/data',
  component: lazyRouteComponent(
    () => withWords('settings', import('../settings/DataPage.tsx')),
    'DataPage',
  ),
});

const privacy = createRoute({
  getParentRoute: () => root,
  path: '/settings/privacy',
  component: lazyRouteComponent(
    () => withWords('settings', import('../settings/PrivacyPage.tsx')),
    'PrivacyPage',
  ),
});

const api = createRoute({
  getParentRoute: () => root,
  path: '/settings/api',
  component: lazyRouteComponent(
    () => withWords('settings', import('../settings/ApiPage.tsx')),
    'ApiPage',
  ),
});

const classes = createRoute({
  getParentRoute: () => root,
  path: '/settings/classes',
  component: lazyRouteComponent(
    () => withWords('settings', import('../settings/ClassesPage.tsx')),
    'ClassesPage',
  ),
});

const segments = createRoute({
  getParentRoute: () => root,
  path: '/segments',
  component: lazyRouteComponent(
    () => withWords('segments', import('../segments/SegmentsPage.tsx')),
    'SegmentsPage',
  ),
});

const newSegment = createRoute({
  getParentRoute: () => root,
  path: '/segments/new',
  validateSearch: z.object({ query: words, template: words }),
  component: lazyRouteComponent(
    () => withWords('segments', import('../segments/NewSegmentPage.tsx')),
    'NewSegmentPage',
  ),
});

const segmentHelp = createRoute({
  getParentRoute: () => root,
  path: '/segments/help',
  component: lazyRouteComponent(
    () => withWords('segments', import('../segments/SegmentHelpPage.tsx')),
    'SegmentHelpPage',
  ),
});

const segment = createRoute({
  getParentRoute: () => root,
  path: '/segments/$id',
  component: lazyRouteComponent(
    () => withWords('segments', import('../segments/SegmentPage.tsx')),
    'SegmentPage',
  ),
});

const insights = createRoute({
  getParentRoute: () => root,
  path: '/insights',
  component: lazyRouteComponent(
    () => withWords('insights', import('../insights/InsightsPage.tsx')),
    'InsightsPage',
  ),
});

const cohorts = createRoute({
  getParentRoute: () => root,
  path: '/insights/cohorts',
  validateSearch: whoSearch,
  component: lazyRouteComponent(
    () => withWords('insights', import('../insights/CohortsPage.tsx')),
    'CohortsPage',
  ),
});

const value = createRoute({
  getParentRoute: () => root,
  path: '/insights/value',
  validateSearch: whoSearch,
  component: lazyRouteComponent(
    () => withWords('insights', import('../insights/ValuePage.tsx')),
    'ValuePage',
  ),
});

const movement = createRoute({
  getParentRoute: () => root,
  path: '/insights/movement',
  validateSearch: z.object({
    scheme: z.enum(schemes).optional().catch(undefined),
    from: words,
    to: words,
  }),
  component: lazyRouteComponent(
    () => withWords('insights', import('../insights/MovementPage.tsx')),
    'MovementPage',
  ),
});

const products = createRoute({
  getParentRoute: () => root,
  path: '/insights/products',
  validateSearch: whoSearch.extend({ by: words, of: words, change: words, days: words }),
  component: lazyRouteComponent(
    () => withWords('insights', import('../insights/ProductsPage.tsx')),
    'ProductsPage',
  ),
});

const forecast = createRoute({
  getParentRoute: () => root,
  path: '/insights/forecast',
  component: lazyRouteComponent(
    () => withWords('insights', import('../insights/ForecastPage.tsx')),
    'ForecastPage',
  ),
});

const discounts = createRoute({
  getParentRoute: () => root,
  path: '/insights/discounts',
  component: lazyRouteComponent(
    () => withWords('insights', import('../insights/DiscountsPage.tsx')),
    'DiscountsPage',
  ),
});

const routeTree = root.addChildren([
  overview,
  customers,
  customer,
  rules,
  newRule,
  rule,
  imports,
  settings,
  data,
  privacy,
  api,
  classes,
  segments,
  newSegment,
  segmentHelp,
  segment,
  insights,
  cohorts,
  value,
  movement,
  products,
  forecast,
  discounts,
]);

export function createAppRouter(client: QueryClient) {
  return createRouter({
    routeTree,
    basepath: '/app',
    context: { client },
    defaultPreload: 'intent',
    scrollRestoration: true,
    parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
    stringifySearch: (search: Record<string, unknown>) => {
      const given = Object.entries(search).flatMap(([name, value]) =>
        typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [],
      );
      return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
    },
  });
}
export type AppRouter = ReturnType<typeof createAppRouter>;

declare module '@tanstack/react-router' {
  interface Register {
    router: AppRouter;
  }
}
