import { ageBands } from '../../groups/ageBands.schema.ts';
import { fewestEarly, type NameColumn } from '../../groups/groupColumns.ts';
import { weekdays } from '../../groups/weekdays.schema.ts';
import type { Attribute } from '../attribute.ts';
import { derived, none, whole } from '../readers.ts';

/** What the customer favours, where from, when: groups anybody may be in several of. */
export const groupAttributes: readonly Attribute[] = [
  named(
    'favourite_type',
    'favouriteType',
    'Product type most was spent on, of those in two orders or more.',
  ),
  named(
    'favourite_vendor',
    'favouriteVendor',
    'Vendor most was spent on, of those in two orders or more.',
  ),
  named(
    'favourite_tag',
    'favouriteTag',
    'Product tag most was spent on, of those in two orders or more.',
  ),
  named(
    'usual_size',
    'usualSize',
    'Clothing size in most orders, of those in two orders or more; unknown where lines tell no size.',
  ),
  {
    name: 'usual_sizes',
    type: 'list',
    unit: 'names',
    sentence: 'The same by product type: the type and the size, such as ‘Shirts M’.',
    read: ({ groups }) => groups.lists.usualSizes,
  },
  {
    name: 'bought_types',
    type: 'list',
    unit: 'names',
    sentence: 'Product types in orders that count.',
    read: ({ groups }) => groups.lists.boughtTypes,
  },
  {
    name: 'bought_vendors',
    type: 'list',
    unit: 'names',
    sentence: 'Vendors of products in orders that count.',
    read: ({ groups }) => groups.lists.boughtVendors,
  },
  {
    name: 'bought_products',
    type: 'list',
    unit: 'names',
    sentence: 'Titles of products in orders that count.',
    read: ({ groups }) => groups.lists.boughtProducts,
  },
  {
    name: 'vendor_share',
    type: 'number',
    unit: 'share',
    sentence:
      'Share of spend on the vendor most was spent on, from 0 to 1; unknown below two orders, and in a shop of fewer than three vendors.',
    read: ({ groups }) => ({ values: groups.vendorShare, unknown: NaN }),
  },
  {
    name: 'early_adopter',
    type: 'flag',
    unit: 'flag',
    sentence:
      'First to try: bought two products or more among the first 10 % of their buyers, or within 30 days of their first sale.',
    read: (columns) =>
      derived(columns, (i) => {
        const early = columns.groups.earlyProducts[i] ?? none;
        return early === none ? NaN : Number(early >= fewestEarly);
      }),
  },
  named('channel', 'channel', 'Where most of the orders were placed, such as web or pos.'),
  {
    name: 'favourite_weekday',
    type: 'choice',
    unit: 'key',
    choices: weekdays,
    sentence:
      'Day of the week of most orders; unknown below three orders, or where none stands out.',
    read: ({ groups }) => whole(groups.weekday),
  },
  {
    name: 'favourite_hour',
    type: 'number',
    unit: 'hour',
    sentence:
      'Hour of the day of most orders, from 0 to 23 by the shop’s clock; unknown below three orders, or where none stands out.',
    read: ({ groups }) => whole(groups.hour),
  },
  {
    name: 'age_band',
    type: 'choice',
    unit: 'key',
    choices: ageBands,
    sentence: 'Age band on the day of the last run; unknown where no birth date is known.',
    read: ({ groups }) => whole(groups.ageBand),
  },
  named('country', 'country', 'Country of the address, as two letters.'),
  named('region', 'region', 'State, province or prefecture of the address.'),
];

function named(name: string, column: NameColumn, sentence: string): Attribute {
  return {
    name,
    type: 'name',
    unit: 'names',
    sentence,
    read: ({ groups }) => whole(groups.names[column].codes),
    names: ({ groups }) => groups.names[column].names,
  };
}
