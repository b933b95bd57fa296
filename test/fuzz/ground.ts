import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { topics } from '../../functions/intake/topics.ts';
import { treeOf, type Tree } from './mutate.ts';

/** A body to start from. */
export interface Ground {
  file: string;
  topic: string;
  /** ISO 4217, of the shop it belongs to. */
  currency: string;
  text: string;
  tree: Tree;
}

const folders = ['../shared/shopify/payloads', 'test/fixtures/payloads'];
const currencies: Readonly<Record<string, string>> = {
  'orders_create-8': 'EUR',
  'orders_create-11': 'CAD',
  'orders_create-pos': 'JPY',
  'orders_create-marketplace': 'EUR',
};

/** All samples of topics that are taken in, Shopify's where they lie beside the project. */
export function fuzzGround(): Ground[] {
  return folders.filter(existsSync).flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .flatMap((name) => {
        const file = name.replace('.json', '');
        const topic = topicOf(file);
        if (topic === undefined) return [];
        const text = readFileSync(`${folder}/${name}`, 'utf8');
        return [{ file, topic, currency: currencies[file] ?? 'USD', text, tree: treeOf(text) }];
      }),
  );
}

/** A file is named for its topic, with one underscore where the topic has a stroke or a dot. */
function topicOf(file: string): string | undefined {
  const words = file.replace(/-[^-]+$/, '');
  return [...topics].find((topic) => topic.replace(/[/.]/, '_') === words);
}
