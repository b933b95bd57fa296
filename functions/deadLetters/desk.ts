import { inflateRawSync } from 'node:zlib';
import type { QueueName } from '../platform/attempts.ts';
import type { AuditEntry } from '../platform/auditLog.ts';
import type { Table } from '../platform/dynamo.ts';
import type { Queue } from '../platform/queue.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Vault } from '../platform/vault.ts';
import { type Letter, sealContext, viewOf } from './letter.ts';
import type { LetterView } from './letter.schema.ts';
import { listLetters, nobodysShop, readLetter, removeLetter } from './store.ts';

export interface LetterDeskDeps {
  table: Table;
  vault: Pick<Vault, 'unlock' | 'open'>;
  queues: Record<QueueName, Queue>;
  /** Wall time, epoch milliseconds. */
  nowMs: () => number;
}

/** What can be done about dead letters; whoever does it is noted. */
export interface LetterDesk {
  /** A page, newest first. */
  list(
    shop: string,
    cursor: string | null,
  ): Promise<{ letters: LetterView[]; cursor: string | null }>;
  read(shop: string, id: string): Promise<Letter>;
  /** The message itself; null where it was not kept. */
  bodyOf(shop: string, letter: Letter): Promise<string | null>;
  /** Sends the message to its queue again, then takes the letter away. */
  retry(shop: string, id: string, userId: string): Promise<void>;
  /** Sends letters again, newest first, some hundred at a time; answers how many. */
  retryAll(shop: string, userId: string): Promise<number>;
  /** Gives the message up for good. */
  discard(shop: string, id: string, userId: string): Promise<void>;
}

const pageLetters = 50;
/** More at once would outlast the caller; the rest is for the next call. */
const mostRetried = 200;

export function openLetterDesk({ table, vault, queues, nowMs }: LetterDeskDeps): LetterDesk {
  async function read(shop: string, id: string): Promise<Letter> {
    const letter = await readLetter(table, shop, id);
    if (letter !== undefined) return letter;
    throw new Refusal(
      'notFound',
      'There is no such message any more: somebody else dealt with it, or it was too old.',
    );
  }

  async function bodyOf(shop: string, { id, body }: Letter): Promise<string | null> {
    if (body === null) return null;
    await vault.unlock(shop);
    return inflateRawSync(vault.open(shop, sealContext(id), body)).toString('utf8');
  }

  async function resend(shop: string, letter: Letter, userId: string): Promise<void> {
    const body = await bodyOf(shop, letter);
    if (body === null) {
      throw new Refusal(
        'conflict',
        'This message was too large to keep, so it cannot be sent again: the reconciliation reads what it told.',
      );
    }
    // First sent, then gone: a crash in between leaves both, and applying twice does no harm.
    const group = shop === nobodysShop ? {} : { group: shop };
    await queues[letter.queue].send(body, group);
    await removeLetter(table, shop, letter, noted('deadLetter.retry', letter, userId));
  }

  const noted = (action: string, { id, queue, what }: Letter, userId: string): AuditEntry => ({
    atMs: nowMs(),
    userId,
    action,
    subject: `deadLetter/${id}`,
    changes: { message: { before: `${queue} ${what}`, after: null } },
  });

  return {
    read,
    bodyOf,
    async list(shop, cursor) {
      const letters = await listLetters(table, shop, pageLetters, cursor);
      const more = letters.length === pageLetters ? (letters.at(-1)?.id ?? null) : null;
      return { letters: letters.map(viewOf), cursor: more };
    },
    retry: async (shop, id, userId) => resend(shop, await read(shop, id), userId),
    async retryAll(shop, userId) {
      let sent = 0;
      for (let before: string | null = null, more = true; more && sent < mostRetried;) {
        const page: Letter[] = await listLetters(table, shop, pageLetters, before);
        for (const letter of page) {
          if (letter.body === null) continue;
          await resend(shop, letter, userId);
          sent += 1;
        }
        before = page.at(-1)?.id ?? null;
        more = page.length === pageLetters;
      }
      return sent;
    },
    async discard(shop, id, userId) {
      const letter = await read(shop, id);
      await removeLetter(table, shop, letter, noted('deadLetter.discard', letter, userId));
    },
  };
}
