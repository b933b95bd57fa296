import type {
  Condition,
  Item,
  Table,
  TransactOutcome,
  Units,
  Write,
  WriteOutcome,
} from '../../functions/platform/dynamo.ts';
import type { Key } from '../../functions/platform/keys.ts';
import type { QueryRange } from '../../functions/platform/queryRange.ts';
import { walkWirePage } from '../../functions/platform/wirePage.ts';
import { tableDefinition } from '../../infra/tableDefinition.ts';
import { wirePage } from '../support/wireText.ts';
import { holds, keyOrder, requireUsed } from './condition.ts';
import { copyOfItem, sizeOf } from './plain.ts';

/** A table in memory, and all it holds. */
export interface MemoryTable extends Table {
  /** Every item, by partition and sort key. */
  items(): (Item & Key)[];
  /** The item as kept, not to be changed; every write makes another. */
  peek(key: Key): Item | undefined;
  isEmpty(pk: string): boolean;
}

/** A page of the real table ends at 1 MB; a small number of items makes a reader come again. */
interface Options {
  itemsAPage?: number;
}

const pageBytes = 1_048_576;
const readBytes = 4096;
const writeBytes = 1024;
const mostWrites = 100;

interface Kept {
  item: Item & Key;
  bytes: number;
}

/** What a range is sorted by: the sort key, of the table or of an index. */
interface Found extends Kept {
  by: string;
}

/** Where a page ended. */
type Cursor = Pick<Found, 'by'> & { item: Key };

/**
 * The product's table without a network: same conditions, same answers, same order of keys, held
 * to the real engine by one suite that both pass. Each call takes effect at once when it is made.
 */
export function memoryTable({ itemsAPage = Infinity }: Options = {}): MemoryTable {
  const partitions = new Map<string, Map<string, Kept>>();
  const sorted = new Map<string, string[]>();
  const units: Units = { read: 0, write: 0 };

  const standing = ({ pk, sk }: Key) => partitions.get(pk)?.get(sk);
  const paid = (bytes: number, times = 1) => {
    units.write += times * Math.max(1, Math.ceil(bytes / writeBytes));
  };

  function keep(item: Item & Key): Kept {
    const copy = { ...copyOfItem(item), pk: item.pk, sk: item.sk };
    const kept = { item: copy, bytes: sizeOf(copy) };
    const partition = partitions.get(item.pk) ?? new Map<string, Kept>();
    partitions.set(item.pk, partition);
    if (!partition.has(item.sk)) sorted.delete(item.pk);
    partition.set(item.sk, kept);
    return kept;
  }

  function drop({ pk, sk }: Key): void {
    if (partitions.get(pk)?.delete(sk) === true) sorted.delete(pk);
  }

  function keysOf(pk: string): string[] {
    const known = sorted.get(pk);
    if (known !== undefined) return known;
    const keys = [...(partitions.get(pk)?.keys() ?? [])].sort(keyOrder);
    sorted.set(pk, keys);
    return keys;
  }

  function isRefused(write: Write): boolean {
    if (write.condition !== undefined) requireUsed(write.condition, addedBy(write));
    return !holds(write.condition, standing(keyOf(write))?.item);
  }

  function take(write: Write, times: number): void {
    const before = standing(keyOf(write))?.bytes ?? 0;
    switch (write.do) {
      case 'put':
        paid(Math.max(before, keep(write.item).bytes), times);
        break;
      case 'delete':
        drop(write.key);
        paid(before, times);
        break;
      case 'update': {
        const item: Item & Key = { ...standing(write.key)?.item, ...write.key };
        for (const [name, value] of additions(write)) {
          item[name] = Number(item[name] ?? 0) + value;
        }
        paid(Math.max(before, keep(item).bytes), times);
        break;
      }
      case 'check':
        paid(before, times);
    }
  }

  function one(write: Write): WriteOutcome {
    if (isRefused(write)) {
      paid(standing(keyOf(write))?.bytes ?? 0);
      return { outcome: 'refused', existing: copied(standing(keyOf(write))) };
    }
    take(write, 1);
    return { outcome: 'done' };
  }

  function transact(writes: readonly Write[]): TransactOutcome {
    const places = writes.map((write) => `${keyOf(write).pk}\n${keyOf(write).sk}`);
    if (writes.length === 0 || writes.length > mostWrites) {
      throw new Error('a transaction holds 1 to 100 writes');
    }
    if (new Set(places).size < places.length) {
      throw new Error('a transaction writes one item twice');
    }
    const reasons = writes.map((write) => {
      const failed = isRefused(write);
      return { failed, existing: failed ? copied(standing(keyOf(write))) : undefined };
    });
    if (reasons.some(({ failed }) => failed)) return { outcome: 'refused', reasons };
    for (const write of writes) take(write, 2);
    return { outcome: 'done' };
  }

  function page(range: QueryRange, after: Cursor | undefined) {
    const found = range.index === undefined ? inTable(range) : inIndex(range);
    if (range.newestFirst === true) found.reverse();
    const start = after === undefined ? 0 : startAfter(found, after, range.newestFirst === true);
    const items: Item[] = [];
    const most = Math.min(range.pageSize ?? Infinity, itemsAPage);
    let bytes = 0;
    let at = start;
    for (; at < found.length && items.length < most && bytes < pageBytes; at += 1) {
      const kept = found[at];
      if (kept === undefined) break;
      bytes += kept.bytes;
      items.push(copyOfItem(kept.item));
    }
    const strong = range.consistent ?? range.index === undefined;
    units.read += Math.max(1, Math.ceil(bytes / readBytes)) * (strong ? 1 : 0.5);
    const last = found[at - 1];
    return {
      items: partsOf(items, range),
      last: at < found.length && at > start ? last : undefined,
    };
  }

  function inTable({ pk, prefix, from, to }: QueryRange): Found[] {
    const partition = partitions.get(pk);
    if (partition === undefined) return [];
    return keysOf(pk)
      .filter((sk) => isWithin(sk, prefix, from, to))
      .flatMap((sk) => {
        const kept = partition.get(sk);
        return kept === undefined ? [] : [{ ...kept, by: sk }];
      });
  }

  function inIndex({ pk, prefix, from, to, index }: QueryRange): Found[] {
    const { partitionKey, sortKey } = indexOf(index);
    const found: Found[] = [];
    for (const partition of partitions.values()) {
      for (const { item } of partition.values()) {
        const by = item[sortKey];
        if (item[partitionKey] !== pk || typeof by !== 'string') continue;
        if (!isWithin(by, prefix, from, to)) continue;
        const entry = { pk: item.pk, sk: item.sk, [partitionKey]: pk, [sortKey]: by };
        found.push({ item: entry, bytes: sizeOf(entry), by });
      }
    }
    return found.sort(apart);
  }

  async function* query(range: QueryRange): AsyncGenerator<Item[], void, undefined> {
    let after: Cursor | undefined =
      range.after === undefined ? undefined : { by: range.after.sk, item: range.after };
    do {
      const { items, last } = await Promise.resolve(page(range, after));
      yield items;
      after = last;
    } while (after !== undefined);
  }

  return {
    units,
    items: () =>
      [...partitions.keys()]
        .sort(keyOrder)
        .flatMap((pk) => keysOf(pk).flatMap((sk) => partitions.get(pk)?.get(sk)?.item ?? [])),
    peek: (key) => standing(key)?.item,
    isEmpty: (pk) => (partitions.get(pk)?.size ?? 0) === 0,
    get(key) {
      const found = standing(key);
      units.read += Math.max(1, Math.ceil((found?.bytes ?? 0) / readBytes));
      return Promise.resolve(copied(found));
    },
    getMany(wanted) {
      const places = new Set(wanted.map(({ pk, sk }) => `${pk}\n${sk}`));
      if (places.size < wanted.length) throw new Error('a key is asked for twice');
      const found = wanted.flatMap((key) => {
        const kept = standing(key);
        units.read += Math.max(1, Math.ceil((kept?.bytes ?? 0) / readBytes));
        return kept === undefined ? [] : [copyOfItem(kept.item)];
      });
      return Promise.resolve(found);
    },
    put: (item, condition) => Promise.resolve(one({ do: 'put', item, ...given(condition) })),
    delete: (key, condition) => Promise.resolve(one({ do: 'delete', key, ...given(condition) })),
    update: (key, expression, condition) =>
      Promise.resolve(one({ do: 'update', key, expression, condition })),
    transact: (writes) => Promise.resolve(transact(writes)),
    query,
    async walk(range, read) {
      for await (const items of query(range)) walkWirePage(wirePage(items), read);
    },
  };
}

/** What of a page is sent. */
function partsOf(items: Item[], { only, withBytes }: QueryRange): Item[] {
  const sent =
    withBytes === undefined ? items : items.filter((item) => item[withBytes] instanceof Uint8Array);
  if (only === undefined) return sent;
  return sent.map((item) =>
    Object.fromEntries(Object.entries(item).filter(([name]) => only.includes(name))),
  );
}

/** Where a reader that stopped at this key goes on, also where the item is gone by now. */
function startAfter(found: readonly Found[], after: Cursor, newestFirst: boolean): number {
  const sign = newestFirst ? -1 : 1;
  const index = found.findIndex((one) => sign * apart(one, after) > 0);
  return index < 0 ? found.length : index;
}

function given(condition: Condition | undefined): { condition?: Condition } {
  return condition === undefined ? {} : { condition };
}

function keyOf(write: Write): Key {
  return write.do === 'put' ? write.item : write.key;
}

function copied(kept: Kept | undefined): Item | undefined {
  return kept === undefined ? undefined : copyOfItem(kept.item);
}

function apart(one: Cursor, other: Cursor): number {
  return (
    keyOrder(one.by, other.by) ||
    keyOrder(one.item.pk, other.item.pk) ||
    keyOrder(one.item.sk, other.item.sk)
  );
}

function isWithin(sk: string, prefix?: string, from?: string, to?: string): boolean {
  if (prefix !== undefined) return sk.startsWith(prefix);
  return (
    (from === undefined || keyOrder(sk, from) >= 0) && (to === undefined || keyOrder(sk, to) <= 0)
  );
}

function indexOf(name: string | undefined) {
  const found = tableDefinition.indexes.find((index) => index.name === name);
  if (found === undefined) throw new Error('no such index');
  return found;
}

const addition = /^ADD (\w+ :\w+(?:, \w+ :\w+)*)$/;

/** "ADD a :a, b :b" is what the product says of an update. */
function additions(write: Write & { do: 'update' }): [string, number][] {
  const parts = addition.exec(write.expression)?.[1];
  if (parts === undefined) throw new Error(`cannot read ${write.expression}`);
  return parts.split(', ').map((part) => {
    const [name = '', value = ''] = part.split(' ');
    return [name, Number(write.condition.values?.[value])];
  });
}

function addedBy(write: Write): string[] {
  if (write.do !== 'update') return [];
  return write.expression.split(/[ ,]+/).filter((part) => part.startsWith(':'));
}
