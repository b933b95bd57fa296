import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Settling names the attempt it holds: a slow consumer cannot undo what a later one is doing. */
export function queueStatements(file: DatabaseSync) {
  return {
    release: file.prepare(`UPDATE messages SET visibleAtMs = 0, inFlight = 0
      WHERE queue = ? AND inFlight = 1`),
    insert: file.prepare(`INSERT INTO messages (queue, body, sentAtMs, visibleAtMs, sentFor)
      VALUES (?, ?, ?, ?, ?)`),
    // From one group to the next by the index: a burst of thousands costs one step.
    groups: file.prepare(`WITH RECURSIVE known(name) AS (
        SELECT min(sentFor) FROM messages WHERE queue = ?1
        UNION ALL
        SELECT (SELECT min(sentFor) FROM messages WHERE queue = ?1 AND sentFor > known.name)
        FROM known WHERE known.name IS NOT NULL)
      SELECT name AS "group" FROM known WHERE name IS NOT NULL AND EXISTS (
        SELECT 1 FROM messages WHERE queue = ?1 AND sentFor = name AND visibleAtMs <= ?2)`),
    take: file.prepare(`UPDATE messages SET visibleAtMs = ?, attempt = attempt + 1, inFlight = 1
      WHERE id IN (SELECT id FROM messages WHERE queue = ? AND sentFor = ? AND visibleAtMs <= ?
        ORDER BY visibleAtMs, id LIMIT ?) RETURNING id, body, attempt, sentAtMs`),
    bury: file.prepare(`INSERT INTO deadLetters
        (id, queue, body, sentAtMs, diedAtMs, attempts, reason)
      SELECT id, queue, body, sentAtMs, ?, min(attempt, ?), ?
      FROM messages WHERE id = ?`),
    remove: file.prepare('DELETE FROM messages WHERE id = ?'),
    holds: file.prepare('SELECT id FROM messages WHERE id = ? AND attempt = ?'),
    done: file.prepare('DELETE FROM messages WHERE id = ? AND attempt = ?'),
    retry: file.prepare(`UPDATE messages SET visibleAtMs = ?, inFlight = 0, lastError = ?
      WHERE id = ? AND attempt = ?`),
    count: file.prepare('SELECT count(*) AS n FROM messages WHERE queue = ?'),
    dead: file.prepare(`SELECT id, body, attempts AS attempt, sentAtMs, reason
      FROM deadLetters WHERE queue = ? ORDER BY id LIMIT ?`),
    removeDead: file.prepare('DELETE FROM deadLetters WHERE queue = ? AND id = ?'),
    next: file.prepare('SELECT min(visibleAtMs) AS at FROM messages WHERE queue = ?'),
  } satisfies Record<string, StatementSync>;
}
