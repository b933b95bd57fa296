import { expect, test } from 'vitest';
import { sizePlaceOf, withSizes } from '../../../functions/segments/groups/sizes.ts';
import { defaultSettings } from '../../../functions/shops/settings.schema.ts';
import { collect } from '../../support/collect.ts';

const { sizeOptions } = defaultSettings;

test.each([
  [['Size', 'Color'], { at: 0, of: 2 }],
  [['색상', '사이즈'], { at: 1, of: 2 }],
  [['カラー', '素材', 'サイズ'], { at: 2, of: 3 }],
  [['尺码'], { at: 0, of: 1 }],
  [['sIZE'], { at: 0, of: 1 }],
  [['Title'], null],
  [['Shoe size'], null],
  [[], null],
])('of a product with the options %j the size is at %j', (options, place) => {
  expect(sizePlaceOf(options, sizeOptions)).toEqual(place);
});

test('a shop that calls its sizes otherwise says so', () => {
  expect(sizePlaceOf(['Waist', 'Length'], [' waist '])).toEqual({ at: 0, of: 2 });
  expect(sizePlaceOf(['Size'], ['Waist'])).toBeNull();
});

test('products get the place of their size, page by page', async () => {
  const product = { productId: '1', title: null, type: null, vendor: null, tags: [] };
  async function* pages() {
    yield await Promise.resolve([{ ...product, options: ['Size'] }]);
    yield [{ ...product, options: [] }];
  }
  const sized = (await collect(withSizes(pages(), sizeOptions))).flat();
  expect(sized.map(({ size }) => size)).toEqual([{ at: 0, of: 1 }, null]);
});
