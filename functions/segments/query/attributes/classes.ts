import { abcKeys, levelKeys, lifecycleKeys, segmentKeys } from '../../classes.schema.ts';
import type { Attribute } from '../attribute.ts';
import { always, days, scored, whole } from '../readers.ts';

/** Where the schemes place a customer. */
export const classAttributes: readonly Attribute[] = [
  {
    name: 'rfm_recency',
    type: 'number',
    unit: 'score',
    sentence: 'How recent the last order is, from 1 to 5.',
    read: (columns) => scored(columns.recency),
  },
  {
    name: 'rfm_frequency',
    type: 'number',
    unit: 'score',
    sentence: 'How often the customer buys, from 1 to 5.',
    read: (columns) => scored(columns.frequency),
  },
  {
    name: 'rfm_monetary',
    type: 'number',
    unit: 'score',
    sentence: 'How much the customer spends, from 1 to 5.',
    read: (columns) => scored(columns.monetary),
  },
  {
    name: 'rfm_level',
    type: 'choice',
    unit: 'key',
    choices: levelKeys,
    sentence: 'Customer level: A is best, D needs waking.',
    read: (columns) => whole(columns.level),
  },
  {
    name: 'rfm_segment',
    type: 'choice',
    unit: 'key',
    choices: segmentKeys,
    sentence: 'Group by how recently and how often the customer buys.',
    read: (columns) => whole(columns.segment),
  },
  {
    name: 'abc',
    type: 'choice',
    unit: 'key',
    choices: abcKeys,
    sentence: 'Spend class: A big, B medium, C small spender, none without net spend.',
    read: (columns) => whole(columns.abc),
  },
  {
    name: 'lifecycle',
    type: 'choice',
    unit: 'key',
    choices: lifecycleKeys,
    sentence: 'Where the customer stands between the first order and being let go.',
    read: (columns) => whole(columns.lifecycle),
  },
  {
    name: 'rfm_level_since',
    type: 'date',
    unit: 'day',
    sentence: 'Day the customer level last changed.',
    read: (columns) => days(columns.levelSince),
  },
  {
    name: 'lifecycle_since',
    type: 'date',
    unit: 'day',
    sentence: 'Day the lifecycle last changed.',
    read: (columns) => days(columns.lifecycleSince),
  },
  {
    name: 'history_incomplete',
    type: 'flag',
    unit: 'flag',
    sentence: 'The shop says there are more orders than we may see.',
    read: (columns) => always(columns.historyIncomplete),
  },
  {
    name: 'wholesale',
    type: 'flag',
    unit: 'flag',
    sentence: 'Ranked among wholesale customers: a company order, or a tag the shop chose.',
    read: (columns) => always(columns.wholesale),
  },
];
