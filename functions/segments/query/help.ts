import type { Attribute } from './attribute.ts';
import { attributes } from './attributes.ts';
import { operatorsOf } from './parse.ts';

/** Everything a query can say, as a page in Markdown, out of the table the parser itself reads. */
export function languageHelp(): string {
  return [
    ...introduction,
    '## What can be asked about',
    '',
    '| name | kind | how it is asked | what it means |',
    '| --- | --- | --- | --- |',
    ...attributes.map(rowOf),
    '',
  ].join('\n');
}

const introduction = [
  '# The language of segments',
  '',
  "A query finds customers: in the customer list, in a segment, in a coupon rule and in a customer standard it means the same. It is the language of Shopify's own customer segments; what Shopify has a name for has that name here, and means what Shopify means.",
  '',
  '```',
  "number_of_orders >= 3 AND last_order_date < -90d AND customer_tags CONTAINS 'vip'",
  "rfm_level IN ('A', 'B') AND NOT (lifecycle = 'lost' OR lifecycle = 'written_off')",
  'net_spent BETWEEN 100 AND 250.50 AND discount_share IS NOT NULL',
  "segments CONTAINS 'Friends' AND orders > 5",
  '```',
  '',
  '- `AND` binds more than `OR`; parentheses say otherwise; `NOT` turns what comes next. Case of letters does not matter, in words of the language and in values alike.',
  "- Text stands in straight single quotes: `'vip'`. A quote inside is written twice or after a backslash: `'it''s'`, `'it\\'s'`.",
  '- Numbers are written like `12` or `12.50`; money is in units of the shop’s currency.',
  '- Days are written like `2026-11-22`, `today`, or counted from today: `-30d`, `-12w`, `-3m`, `-1y`. A day is one of the shop’s own calendar. A month before 31 March is the last day of February.',
  '- `BETWEEN` includes both ends. `IN` takes several values in parentheses.',
  '- `NOT IN`, `NOT BETWEEN`, `NOT CONTAINS` and `IS NOT NULL` are the opposites.',
  '- The empty query is everyone.',
  '',
  '**What is not known.** Where we hold no value, a comparison is neither true nor false: the customer is undecided, is not found, and is not found by the opposite either. `IS NULL` asks for exactly these. `AND` and `OR` decide where one side is enough.',
  '',
  '**Other segments.** `segments CONTAINS` asks for a segment by its name, as it is now. A segment that is asked for keeps its name; one that asks for itself in the end is refused.',
  '',
  "**Fields of your own.** A metafield of your customers that is picked in Settings is asked for the way Shopify writes it: `metafields.custom.skin_type CONTAINS 'dry'`. Text, numbers, days and lists are all words here; a customer without the field has none of them, which is `IS NULL`. Until the shop was asked for the field, which picking it starts and each night does again, everybody is undecided, by `IS NULL` too; and so is whoever became a customer since.",
  '',
  '**Nothing is sent by accident.** A query that cannot be read any more, or that suddenly finds far more customers than when it was last right, sends nothing and marks nobody until somebody has looked.',
  '',
];

function rowOf(attribute: Attribute): string {
  const cells = [
    `\`${attribute.name}\``,
    kindOf(attribute),
    operatorsOf(attribute)
      .filter((operator) => !operator.includes('NOT '))
      .map((operator) => `\`${operator}\``)
      .join(' '),
    sentenceOf(attribute),
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function kindOf(attribute: Attribute): string {
  switch (attribute.type) {
    case 'number':
      return attribute.unit === 'money' ? 'money' : `number (${attribute.unit})`;
    case 'date':
      return 'day';
    case 'choice':
      return 'one word';
    case 'flag':
      return '`true` or `false`';
    case 'name':
      return 'one word of the shop';
    case 'list':
      return 'several words';
    case 'segment':
      return 'segments by name';
  }
}

function sentenceOf(attribute: Attribute): string {
  if (attribute.type !== 'choice') return attribute.sentence;
  return `${attribute.sentence} One of ${attribute.choices.map((one) => `\`${one}\``).join(' ')}.`;
}
