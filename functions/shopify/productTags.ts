import { z } from 'zod';

/** Shopify keeps 250 tags of a product, each of 255 characters at most. */
const mostTags = 250;
const longestTag = 255;

/** A list by GraphQL, one text with commas by webhook; each tag once, in an order of its own. */
export const productTagsField = z
  .union([z.array(z.string()), z.string()])
  .nullish()
  .transform((told) => tagsOf(typeof told === 'string' ? told.split(',') : (told ?? [])));

function tagsOf(told: readonly string[]): string[] {
  const tags = told.map((tag) => tag.trim().slice(0, longestTag)).filter((tag) => tag !== '');
  return [...new Set(tags)].sort().slice(0, mostTags);
}
