import { DatabaseSync } from 'node:sqlite';
import { Refusal } from '../../functions/platform/refusal.ts';

/**
 * The file behind the queues. Write-ahead log with synchronous=NORMAL: what was committed survives
 * any end of the process; a power cut may take the last moments, which trades a disk flush per
 * webhook for answers within milliseconds.
 */
export function openQueueFile(path: string): DatabaseSync {
  try {
    const file = new DatabaseSync(path);
    file.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = NORMAL;
      CREATE TABLE IF NOT EXISTS messages (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        queue TEXT NOT NULL,
        body TEXT NOT NULL,
        sentAtMs INTEGER NOT NULL,
        visibleAtMs INTEGER NOT NULL,
        attempt INTEGER NOT NULL DEFAULT 0,
        inFlight INTEGER NOT NULL DEFAULT 0,
        lastError TEXT,
        sentFor TEXT NOT NULL DEFAULT ''
      ) STRICT;
      CREATE INDEX IF NOT EXISTS nextMessages ON messages (queue, visibleAtMs, id);
      CREATE TABLE IF NOT EXISTS deadLetters (
        id INTEGER PRIMARY KEY,
        queue TEXT NOT NULL,
        body TEXT NOT NULL,
        sentAtMs INTEGER NOT NULL,
        diedAtMs INTEGER NOT NULL,
        attempts INTEGER NOT NULL,
        reason TEXT NOT NULL
      ) STRICT;
    `);
    addSentFor(file);
    return file;
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown reason';
    throw new Refusal(
      'invalid',
      `The queue file ${path} cannot be read (${reason}). Move the data folder away to start anew, or put back a copy that works.`,
    );
  }
}

/** A file made before messages said whose they are is brought up to date. */
function addSentFor(file: DatabaseSync): void {
  const columns = file.prepare("SELECT name FROM pragma_table_info('messages')").all();
  if (!columns.some(({ name }) => name === 'sentFor')) {
    file.exec("ALTER TABLE messages ADD COLUMN sentFor TEXT NOT NULL DEFAULT ''");
  }
  file.exec(`CREATE INDEX IF NOT EXISTS nextMessagesOfEach
    ON messages (queue, sentFor, visibleAtMs, id)`);
}
