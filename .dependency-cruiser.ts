import type { IConfiguration } from 'dependency-cruiser';

const noun = '^functions/(?!entry/|platform/|admin/)[^/]+/';
const store = '/([a-z][A-Za-z]*S|s)tore\\.ts$';

export default {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Two files that need each other are one file, or a third is missing between them.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'Nothing imports this file and it starts nothing: it is dead. Use it or delete it.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          '\\.d\\.ts$',
          '^functions/entry/',
          '^[^/]+\\.(ts|js)$',
          '^\\.',
          '\\.config\\.ts$',
          '^test/',
          // Given to CloudFront as text.
          '^infra/aws/viewer\\.js$',
        ],
      },
      to: {},
    },
    {
      name: 'resolvable',
      comment: 'The import leads nowhere; a clone of the project would not start.',
      severity: 'error',
      // A bench installs what it compares with aside, when it runs.
      from: { pathNot: '^test/bench/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'nothing-imports-tests',
      comment: 'What runs must not depend on what tests it.',
      severity: 'error',
      from: { path: '^(functions|admin-ui|infra)/' },
      to: { path: '^test/' },
    },
    {
      name: 'infra-composes',
      comment:
        'What runs in Lambda or a browser is composed by infra/ and knows nothing of where it runs.',
      severity: 'error',
      from: { path: '^(functions|admin-ui)/', pathNot: '\\.config\\.ts$' },
      to: { path: '^infra/' },
    },
    {
      name: 'functions-know-no-embed',
      comment: 'functions/ answers whoever asks; the admin embed is one of many and not below it.',
      severity: 'error',
      from: { path: '^functions/' },
      to: { path: '^admin-ui/' },
    },
    {
      name: 'runtime-packages-only',
      comment: 'A package that functions/ imports is a dependency, not a devDependency.',
      severity: 'error',
      from: { path: '^functions/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'aws-sdk-at-the-rim',
      comment:
        'Only platform/ and a store import the AWS SDK, so that every rule runs and is tested without AWS.',
      severity: 'error',
      from: { path: '^(functions|admin-ui)/', pathNot: ['^functions/platform/', store] },
      to: { path: '(^|node_modules/)(@aws-sdk/|@smithy/|aws4fetch)' },
    },
    {
      name: 'dynamo-in-stores',
      comment:
        'Inside a noun only store.ts reads and writes the table; others are handed what they need.',
      severity: 'error',
      from: { path: noun, pathNot: [store] },
      to: {
        path: '^functions/platform/(dynamo|dynamoClient)\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'http-in-routes',
      comment:
        'Inside a noun only routes.ts knows HTTP, so that a rule can be called from a queue as well.',
      severity: 'error',
      from: { path: noun, pathNot: ['/([a-z][A-Za-z]*R|r)outes\\.ts$'] },
      to: { path: '(^|node_modules/)(hono|@hono)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'effects-handed-in',
      comment:
        'Files, sockets and processes are handed in from platform/ or infra/, never opened by a rule.',
      severity: 'error',
      from: { path: noun },
      to: {
        path: '^(node:)?(fs|fs/promises|http|https|net|tls|child_process|sqlite|worker_threads)$',
      },
    },
    {
      name: 'shopify-in-one-place',
      comment:
        "Only functions/shopify imports Shopify's packages: beyond the adapter the code speaks our words.",
      severity: 'error',
      from: { path: '^(functions|infra)/', pathNot: '^functions/shopify/' },
      to: { path: '(^|node_modules/)@shopify/' },
    },
    {
      name: 'polaris-in-one-place',
      comment:
        'Only admin-ui/ui imports Polaris, so that each component can be swapped alone later.',
      severity: 'error',
      from: { path: '^admin-ui/', pathNot: '^admin-ui/ui/' },
      to: { path: '(^|node_modules/)@shopify/polaris' },
    },
    {
      name: 'platform-knows-no-noun',
      comment: 'platform/ is below every noun; what it needs to know of one is handed in.',
      severity: 'error',
      from: { path: '^functions/platform/' },
      to: { path: '^functions/(?!platform/)' },
    },
    {
      name: 'customers-know-no-noun',
      comment: 'customers/ is the ground the others stand on: it imports platform/ and itself.',
      severity: 'error',
      from: { path: '^functions/customers/' },
      to: { path: '^functions/(?!customers/|platform/)' },
    },
    {
      name: 'segments-know-customers-only',
      comment: 'segments/ classifies customers and knows nothing of what is done with a class.',
      severity: 'error',
      from: { path: '^functions/segments/' },
      to: { path: '^functions/(?!segments/|customers/|prediction/|platform/)' },
    },
    {
      name: 'prediction-is-arithmetic',
      comment:
        'prediction/ is numbers in and numbers out: it knows no noun, so that any may use it.',
      severity: 'error',
      from: { path: '^functions/prediction/' },
      to: { path: '^functions/(?!prediction/|platform/)' },
    },
    {
      name: 'coupons-and-care-meet-on-the-customer',
      comment:
        'coupons/ and care/ meet through due marks and flags on the customer, never by a call.',
      severity: 'error',
      from: { path: '^functions/(coupons|care)/' },
      to: { path: '^functions/(coupons|care)/', pathNot: '^functions/$1/' },
    },
    {
      name: 'entries-are-ends',
      comment: 'An entry turns environment into a handler for Lambda; nothing else imports it.',
      severity: 'error',
      from: { path: '^(functions|admin-ui)/' },
      to: { path: '^functions/entry/' },
    },
    {
      name: 'embed-imports-contracts-only',
      comment:
        'admin-ui/ runs in a browser: from functions/ it imports types, *.schema.ts and segments/query.',
      severity: 'error',
      from: { path: '^admin-ui/' },
      to: {
        path: '^functions/',
        pathNot: ['\\.schema\\.ts$', '^functions/segments/query/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'embed-runs-in-a-browser',
      comment:
        'admin-ui/ has no Node.js under it: what it needs of a server it asks the admin API for.',
      severity: 'error',
      from: { path: '^admin-ui/', pathNot: '\\.config\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|cdk\\.out|\\.data)/' },
    tsPreCompilationDeps: true,
    detectProcessBuiltinModuleCalls: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
      extensions: ['.ts', '.tsx', '.d.ts', '.js', '.mjs', '.cjs', '.json'],
    },
  },
} satisfies IConfiguration;
