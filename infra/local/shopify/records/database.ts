import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue, type SQLOutputValue } from 'node:sqlite';
import { Refusal } from '../../../../functions/platform/refusal.ts';

export type Row = Record<string, SQLOutputValue>;

/** The stand-in's one file. What is in a transaction is there whole or not at all, even if killed. */
export interface Database {
  run(sql: string, ...values: SQLInputValue[]): void;
  row(sql: string, ...values: SQLInputValue[]): Row | undefined;
  rows(sql: string, ...values: SQLInputValue[]): Row[];
  /** Runs `work` in one transaction; inside another it joins it. */
  transaction<T>(work: () => T): T;
  close(): void;
}

const tables = `
CREATE TABLE IF NOT EXISTS shop (shop TEXT NOT NULL, id INTEGER NOT NULL, doc TEXT NOT NULL, PRIMARY KEY (shop));
CREATE TABLE IF NOT EXISTS customer (
  shop TEXT NOT NULL, id INTEGER NOT NULL, email TEXT, search TEXT NOT NULL,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, doc TEXT NOT NULL, PRIMARY KEY (shop, id));
CREATE INDEX IF NOT EXISTS customer_email ON customer (shop, email);
CREATE INDEX IF NOT EXISTS customer_updated ON customer (shop, updated_at, id);
CREATE TABLE IF NOT EXISTS product (
  shop TEXT NOT NULL, id INTEGER NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
  doc TEXT NOT NULL, PRIMARY KEY (shop, id));
CREATE TABLE IF NOT EXISTS orders (
  shop TEXT NOT NULL, id INTEGER NOT NULL, customer_id INTEGER, name TEXT NOT NULL, email TEXT,
  number INTEGER NOT NULL, created_at INTEGER NOT NULL, processed_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL, counted INTEGER NOT NULL, spent_minor INTEGER NOT NULL,
  doc TEXT NOT NULL, PRIMARY KEY (shop, id));
CREATE INDEX IF NOT EXISTS orders_customer ON orders (shop, customer_id, processed_at);
CREATE INDEX IF NOT EXISTS orders_processed ON orders (shop, processed_at, id);
CREATE INDEX IF NOT EXISTS orders_updated ON orders (shop, updated_at, id);
CREATE INDEX IF NOT EXISTS orders_name ON orders (shop, name);
CREATE TABLE IF NOT EXISTS discount (
  shop TEXT NOT NULL, id INTEGER NOT NULL, code_key TEXT NOT NULL, created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL, doc TEXT NOT NULL, PRIMARY KEY (shop, id), UNIQUE (shop, code_key));
CREATE TABLE IF NOT EXISTS redemption (
  shop TEXT NOT NULL, discount_id INTEGER NOT NULL, order_id INTEGER NOT NULL, customer_id INTEGER,
  at INTEGER NOT NULL, PRIMARY KEY (shop, discount_id, order_id));
CREATE TABLE IF NOT EXISTS subscription (
  shop TEXT NOT NULL, id INTEGER NOT NULL, created_at INTEGER NOT NULL, doc TEXT NOT NULL,
  PRIMARY KEY (shop, id));
CREATE TABLE IF NOT EXISTS bulk (
  shop TEXT NOT NULL, id INTEGER NOT NULL, created_at INTEGER NOT NULL, status TEXT NOT NULL,
  doc TEXT NOT NULL, PRIMARY KEY (shop, id));
CREATE TABLE IF NOT EXISTS token (
  shop TEXT NOT NULL, access_hash TEXT NOT NULL, refresh_hash TEXT NOT NULL,
  access_ends_ms INTEGER NOT NULL, refresh_ends_ms INTEGER NOT NULL, PRIMARY KEY (shop, access_hash));
CREATE TABLE IF NOT EXISTS outbox (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, shop TEXT NOT NULL, topic TEXT NOT NULL, uri TEXT NOT NULL,
  webhook_id TEXT NOT NULL, event_id TEXT NOT NULL, triggered_at TEXT NOT NULL, body TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0, due_ms INTEGER NOT NULL, state TEXT NOT NULL, answer INTEGER);
CREATE INDEX IF NOT EXISTS outbox_due ON outbox (state, due_ms);
CREATE TABLE IF NOT EXISTS counter (shop TEXT NOT NULL, kind TEXT NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (shop, kind));
CREATE TABLE IF NOT EXISTS memo (shop TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (shop, name));
`;

/** Opens or makes the file; a file that is not ours is refused with what to do about it. */
export function openDatabase(path: string): Database {
  const db = openFile(path);
  const prepared = new Map<string, ReturnType<DatabaseSync['prepare']>>();
  let depth = 0;

  function statement(sql: string) {
    const kept = prepared.get(sql);
    if (kept !== undefined) return kept;
    const made = db.prepare(sql);
    prepared.set(sql, made);
    return made;
  }

  return {
    run(sql, ...values) {
      statement(sql).run(...values);
    },
    row: (sql, ...values) => statement(sql).get(...values),
    rows: (sql, ...values) => statement(sql).all(...values),
    transaction(work) {
      if (depth > 0) return work();
      db.exec('BEGIN IMMEDIATE');
      depth += 1;
      try {
        const result = work();
        db.exec('COMMIT');
        return result;
      } catch (error) {
        db.exec('ROLLBACK');
        throw error;
      } finally {
        depth -= 1;
      }
    },
    close() {
      prepared.clear();
      db.close();
    },
  };
}

function openFile(path: string): DatabaseSync {
  try {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
    const db = new DatabaseSync(path);
    // WAL with NORMAL keeps every commit when the process is killed; only a power cut may lose the
    // last ones, which a shop on a laptop can bear.
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;');
    // The usual 2 MB make a large history's indexes go to disk and back with every batch.
    db.exec('PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 8000;');
    db.exec(tables);
    return db;
  } catch (error) {
    const because = error instanceof Error ? error.message : 'unknown';
    throw new Refusal(
      'unavailable',
      `The local shop's file ${path} cannot be opened (${because}). Delete it to start with a new shop, or set DATA_DIR to another folder.`,
    );
  }
}
