import type { Dice } from '../../infra/local/demo/dice.ts';

/** A JSON value as a tree that keeps its own text: numbers as written, keys in order, also twice. */
export type Tree =
  | { is: 'text'; text: string }
  | { is: 'raw'; raw: string }
  | { is: 'list'; items: Tree[] }
  | { is: 'object'; members: [key: string, value: Tree][] };

export function treeOf(text: string): Tree {
  const rawOf = (value: unknown): Tree => {
    if (typeof value === 'string') return { is: 'text', text: value };
    if (Array.isArray(value)) return { is: 'list', items: value.map(rawOf) };
    if (value instanceof Digits) return { is: 'raw', raw: value.source };
    if (typeof value !== 'object' || value === null) return { is: 'raw', raw: String(value) };
    return {
      is: 'object',
      members: Object.entries(value).map(([key, one]) => [key, rawOf(one)]),
    };
  };
  return rawOf(
    JSON.parse(text, (_key, value: unknown, context?: { source?: string }) =>
      typeof value === 'number' ? new Digits(context?.source ?? String(value)) : value,
    ),
  );
}

class Digits {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

export function textOf(tree: Tree): string {
  switch (tree.is) {
    case 'text':
      return JSON.stringify(tree.text);
    case 'raw':
      return tree.raw;
    case 'list':
      return `[${tree.items.map(textOf).join(',')}]`;
    case 'object':
      return `{${tree.members.map(([key, one]) => `${JSON.stringify(key)}:${textOf(one)}`).join(',')}}`;
  }
}

const amounts = [
  '0',
  '-0.00',
  '-5.00',
  '0.001',
  '1e3',
  '1E400',
  '+12.50',
  ' 12.30 ',
  '12,30',
  '1,000.00',
  '.5',
  '5.',
  '20',
  '7.5',
  '123456.78',
  '٣٫٥٠',
  '99999999999.99',
  '99999999999999999999.99',
  '90071992547409.93',
  '0x10',
  'NaN',
] as const;
const dates = [
  '0000-00-00T00:00:00Z',
  '-271821-04-20T00:00:00Z',
  '+275760-09-13T00:00:00Z',
  '1600-01-01T00:00:00Z',
  '1969-12-31T23:59:59Z',
  '1970-01-01T00:00:00Z',
  '2026-02-30T25:61:00Z',
  '2026-11-20T18:30:00+09:00',
  '2026-11-20',
  '2400-01-01T00:00:00Z',
  'Fri, 20 Nov 2026 09:30:00 GMT',
  '20 November',
] as const;
const words = [
  'constructor',
  '__proto__',
  'toString',
  'hasOwnProperty',
  'paid',
  'PAID',
  'voided',
  'partially_refunded',
  'refund',
  'success',
  'failure',
  'pos',
  'subscription_contract',
  'discount_code',
] as const;
const codes = ['USD', 'usd', 'JPY', 'KWD', 'EUR', 'XXXX'] as const;
const globals = [
  'gid://shopify/Order/1#L#2',
  'gid://shopify/Order/',
  'gid://shopify/Order/?x',
  'gid://shopify/Order/820982911946154509',
  'gid://shopify/Customer/77',
  'gid://shopify/Customer/115310627314723955',
] as const;
const oddities = [
  '',
  ' ',
  'null',
  'S#other#P#1',
  'C#1#L#2',
  '__proto__',
  'constructor',
  '\u0000',
  '\ud800',
  '\u202eabc',
  '9007199254740993',
  '🧾'.repeat(60),
  'é'.repeat(700),
  'x'.repeat(5_000),
  'a,'.repeat(3_000),
] as const;
const kinds: readonly [RegExp, readonly [string, ...string[]]][] = [
  [/^-?\d+(\.\d+)?$/, amounts],
  [/^\d{4}-\d\d-\d\d/, dates],
  [/^[A-Z]{3}$/, codes],
  [/^gid:/, globals],
  [/^[a-z_]+$/, words],
];
const raws = [
  'null',
  'true',
  'false',
  '0',
  '-0',
  '-1',
  '1',
  '3.7',
  '1e3',
  '1e308',
  '1e400',
  '-1e21',
  '9007199254740991',
  '9007199254740993',
  '123456789012345678901234567890',
  '0.1000000000000000055511151231257827',
  '{}',
  '[]',
  '[[]]',
  '[null]',
  '{"amount":"1.00","currency_code":"USD"}',
  '{"__proto__":{"shop_money":{"amount":"1.00","currency_code":"USD"}}}',
] as const;
const keys = ['__proto__', 'constructor', 'id', 'amount', 'shop_money', 'refunds', 'test'] as const;

/** The same body with one to three things wrong with it, as text that may be no JSON any more. */
export function mutate(tree: Tree, dice: Dice): string {
  const copy = structuredClone(tree);
  const times = 1 + dice.below(3);
  let top: Tree = copy;
  for (let time = 0; time < times; time += 1) top = mutateSomewhere(top, dice);
  return spoil(textOf(top), dice);
}

/** Walks down to a place, more often to one that counts, and changes what stands there. */
function mutateSomewhere(tree: Tree, dice: Dice): Tree {
  const children = tree.is === 'list' ? tree.items.length : membersOf(tree);
  if (children === 0 || dice.chance(0.02)) return changed(tree, dice);
  const at = placeIn(tree, dice);
  const roll = dice.next();
  if (tree.is === 'list') {
    if (roll < 0.05) tree.items.push(structuredClone(tree.items[at]!));
    else if (roll < 0.08) tree.items.splice(at, 1);
    else tree.items[at] = mutateSomewhere(tree.items[at]!, dice);
  } else if (tree.is === 'object') {
    const [key, value] = tree.members[at]!;
    if (roll < 0.04) tree.members.splice(at, 1);
    else if (roll < 0.08) tree.members.push([key, changed(structuredClone(value), dice)]);
    else if (roll < 0.11) tree.members[at] = [dice.pick(keys), value];
    else if (roll < 0.14) tree.members.push([dice.pick(keys), { is: 'raw', raw: '1' }]);
    else tree.members[at] = [key, mutateSomewhere(value, dice)];
  }
  return tree;
}

const membersOf = (tree: Tree) => (tree.is === 'object' ? tree.members.length : 0);

const telling =
  /^(id|admin_graphql|customer|total_price_set|total_discounts_set|shop_money|amount|currency|refunds|transactions|line_items|price_set|quantity|discount|updated_at|processed_at|created_at|cancelled_at|financial|test|company|source_name|tags|status|kind|code|email|phone|name|first_name)/;

function placeIn(tree: Tree, dice: Dice): number {
  if (tree.is === 'list') return dice.below(tree.items.length);
  if (tree.is !== 'object') return 0;
  return dice.weighted(tree.members.map(([key]) => (telling.test(key) ? 4 : 1)));
}

function changed(tree: Tree, dice: Dice): Tree {
  if (dice.chance(0.02)) return { is: 'raw', raw: '['.repeat(4_000) + ']'.repeat(4_000) };
  if (dice.chance(0.02)) return { is: 'raw', raw: '{"a":'.repeat(3_000) + '1' + '}'.repeat(3_000) };
  if (tree.is === 'text' && dice.chance(0.7))
    return { is: 'text', text: otherText(tree.text, dice) };
  if (dice.chance(0.3) && tree.is === 'raw') return { is: 'text', text: tree.raw };
  if (tree.is === 'raw' && /^\d{6,}$/.test(tree.raw) && dice.chance(0.4)) {
    return { is: 'raw', raw: `${tree.raw}${String(dice.below(10_000))}` };
  }
  return dice.chance(0.5)
    ? { is: 'raw', raw: dice.pick(raws) }
    : { is: 'text', text: dice.pick(oddities) };
}

/** Mostly something of the same kind, which gets past a first look. */
function otherText(text: string, dice: Dice): string {
  const kind = kinds.find(([pattern]) => pattern.test(text))?.[1];
  if (kind !== undefined && dice.chance(0.75)) return dice.pick(kind);
  return dice.pick(oddities);
}

/** Now and then the text itself is cut or broken. */
function spoil(text: string, dice: Dice): string {
  if (dice.chance(0.02)) return text.slice(0, dice.below(text.length));
  if (dice.chance(0.01)) return text + text;
  if (dice.chance(0.01)) return `\ufeff${text}`;
  if (dice.chance(0.005)) return text.replace(/"[^"]{3,}"/, '"\\ud800\\udc"');
  return text;
}
