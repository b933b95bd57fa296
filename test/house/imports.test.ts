import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import config from '../../.dependency-cruiser.ts';

/** One bad import a file; the file must be told which rule it broke. */
const bad: [path: string, text: string, rule: string][] = [
  ['functions/customers/a.ts', `import '@aws-sdk/client-dynamodb';`, 'aws-sdk-at-the-rim'],
  ['functions/customers/b.ts', `import '../platform/dynamo.ts';`, 'dynamo-in-stores'],
  ['functions/customers/c.ts', `import 'hono';`, 'http-in-routes'],
  ['functions/customers/d.ts', `import 'node:fs';`, 'effects-handed-in'],
  ['functions/customers/e.ts', `import '../segments/rfm.ts';`, 'customers-know-no-noun'],
  ['functions/segments/f.ts', `import '../coupons/rule.ts';`, 'segments-know-customers-only'],
  ['functions/prediction/u.ts', `import '../segments/rfm.ts';`, 'prediction-is-arithmetic'],
  ['functions/coupons/g.ts', `import '../care/task.ts';`, 'coupons-and-care-meet-on-the-customer'],
  ['functions/coupons/h.ts', `import '@shopify/shopify-api';`, 'shopify-in-one-place'],
  ['functions/platform/i.ts', `import '../segments/rfm.ts';`, 'platform-knows-no-noun'],
  ['functions/coupons/j.ts', `import '../entry/apply.ts';`, 'entries-are-ends'],
  ['functions/coupons/k.ts', `import '../../infra/stage.ts';`, 'infra-composes'],
  ['functions/coupons/l.ts', `import '../../test/fixture.ts';`, 'nothing-imports-tests'],
  ['functions/coupons/m.ts', `import './nowhere.ts';`, 'resolvable'],
  ['functions/coupons/n.ts', `import './o.ts';`, 'no-circles'],
  [
    'functions/coupons/o.ts',
    `import './n.ts'; import '../../admin-ui/ui/table.tsx';`,
    'functions-know-no-embed',
  ],
  ['functions/coupons/p.ts', `export const alone = 1;`, 'no-orphans'],
  ['functions/coupons/q.ts', `import 'vitest';`, 'runtime-packages-only'],
  ['admin-ui/customers/r.ts', `import '@shopify/polaris';`, 'polaris-in-one-place'],
  [
    'admin-ui/customers/s.ts',
    `import '../../functions/segments/rfm.ts';`,
    'embed-imports-contracts-only',
  ],
  ['admin-ui/customers/t.ts', `import 'node:fs';`, 'embed-runs-in-a-browser'],
];

const good: [path: string, text: string][] = [
  ['functions/platform/dynamo.ts', `import '@aws-sdk/client-dynamodb'; export type Table = 1;`],
  ['functions/customers/store.ts', `import '../platform/dynamo.ts';`],
  ['functions/customers/routes.ts', `import 'hono';`],
  ['functions/segments/rfm.ts', `import '../customers/store.ts';`],
  ['functions/segments/query/parse.ts', `export type Tree = 1;`],
  ['functions/coupons/rule.ts', `import '../segments/rfm.ts';`],
  ['functions/coupons/rule.schema.ts', `import 'zod';`],
  ['functions/coupons/z.ts', `import type { Table } from '../platform/dynamo.ts'; let t: Table;`],
  ['functions/care/task.ts', `import '../customers/store.ts';`],
  ['functions/entry/apply.ts', `import '../coupons/rule.ts';`],
  ['functions/shopify/session.ts', `import '@shopify/shopify-api';`],
  ['infra/stage.ts', `import '../functions/entry/apply.ts';`],
  ['test/fixture.ts', `import '../infra/stage.ts';`],
  ['admin-ui/ui/table.tsx', `import '@shopify/polaris';`],
  [
    'admin-ui/customers/list.tsx',
    `import '../ui/table.tsx'; import '../../functions/coupons/rule.schema.ts'; import '../../functions/segments/query/parse.ts'; import type { Table } from '../../functions/platform/dynamo.ts'; let t: Table;`,
  ],
];

const packages = {
  dependencies: [
    '@aws-sdk/client-dynamodb',
    'hono',
    'zod',
    '@shopify/shopify-api',
    '@shopify/polaris',
  ],
  devDependencies: ['vitest'],
};

let root = '';
const told = new Map<string, Set<string>>();

beforeAll(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'house-')));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const versions = (names: string[]) => Object.fromEntries(names.map((name) => [name, '1.0.0']));
  write(
    'package.json',
    JSON.stringify({
      type: 'module',
      dependencies: versions(packages.dependencies),
      devDependencies: versions(packages.devDependencies),
    }),
  );
  for (const name of [...packages.dependencies, ...packages.devDependencies]) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'main.js' }));
    write(`node_modules/${name}/main.js`, 'module.exports = {};');
  }
  for (const [path, text] of [...bad, ...good]) write(path, `${text}\n`);
  const { tsConfig: _unused, ...options } = config.options;
  const result = await cruise(
    ['functions', 'admin-ui', 'infra', 'test'],
    { ...options, baseDir: root, validate: true, ruleSet: { forbidden: config.forbidden } },
    {},
    { tsConfig: { options: { allowImportingTsExtensions: true } } },
  );
  if (typeof result.output === 'string') throw new Error('expected a result, got a report');
  for (const { from, rule } of result.output.summary.violations) {
    told.set(from, (told.get(from) ?? new Set()).add(rule.name));
  }
});

afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

test.each(bad)('%s may not say %s', (path, _text, rule) => {
  expect([...(told.get(path) ?? [])]).toContain(rule);
});

test.each(good)('%s is as the house wants it', (path) => {
  expect([...(told.get(path) ?? [])]).toEqual([]);
});

test('every rule says why, and each has a file here that breaks it', () => {
  const rules = config.forbidden;
  expect(rules.filter((rule) => rule.comment.length < 40).map((rule) => rule.name)).toEqual([]);
  expect(new Set(bad.map(([, , rule]) => rule))).toEqual(new Set(rules.map((rule) => rule.name)));
});
