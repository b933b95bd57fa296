import type { SQLInputValue } from 'node:sqlite';
import type { z } from 'zod';
import type { Database, Row } from './database.ts';

/** A condition over a shelf's columns with its values, to be joined to `shop = ?`. */
export interface Where {
  sql: string;
  values: SQLInputValue[];
}

export const everything: Where = { sql: '1', values: [] };

export function both(one: Where, other: Where): Where {
  return { sql: `(${one.sql}) AND (${other.sql})`, values: [...one.values, ...other.values] };
}

/** One kind of thing a shop keeps: documents by shop and id, parsed when read back. */
export interface Shelf<T> {
  put(shop: string, record: T): void;
  get(shop: string, id: string): T | undefined;
  remove(shop: string, id: string): void;
  count(shop: string, where: Where): number;
  /** `order` is a list of columns with directions; `limit` null means all. */
  select(shop: string, where: Where, order: string, limit: number | null): T[];
}

interface Kept {
  id: string;
}

export function openShelf<T extends Kept>(
  database: Database,
  table: string,
  schema: z.ZodType<T>,
  columns: (record: T) => Record<string, SQLInputValue>,
): Shelf<T> {
  const read = (row: Row): T => {
    const doc = row['doc'];
    return schema.parse(JSON.parse(typeof doc === 'string' ? doc : 'null'));
  };
  return {
    put(shop, record) {
      const extra = columns(record);
      const names = ['shop', 'id', 'doc', ...Object.keys(extra)];
      database.run(
        `INSERT OR REPLACE INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
        shop,
        BigInt(record.id),
        JSON.stringify(record),
        ...Object.values(extra),
      );
    },
    get(shop, id) {
      const row = database.row(
        `SELECT doc FROM ${table} WHERE shop = ? AND id = ?`,
        shop,
        BigInt(id),
      );
      return row === undefined ? undefined : read(row);
    },
    remove(shop, id) {
      database.run(`DELETE FROM ${table} WHERE shop = ? AND id = ?`, shop, BigInt(id));
    },
    count(shop, where) {
      const row = database.row(
        `SELECT count(*) AS n FROM ${table} WHERE shop = ? AND (${where.sql})`,
        shop,
        ...where.values,
      );
      return Number(row?.['n'] ?? 0);
    },
    select(shop, where, order, limit) {
      const tail = limit === null ? '' : ` LIMIT ${String(limit)}`;
      return database
        .rows(
          `SELECT doc FROM ${table} WHERE shop = ? AND (${where.sql}) ORDER BY ${order}${tail}`,
          shop,
          ...where.values,
        )
        .map(read);
    },
  };
}
