import { createHash } from 'node:crypto';
import { z } from 'zod';
import { absent, type Table } from './dynamo.ts';
import { keys, type Key } from './keys.ts';
import { Refusal } from './refusal.ts';
import type { Vault } from './vault.ts';

/** One POST as its caller named it. */
export interface NamedRequest {
  shop: string;
  /** Method and path. */
  scope: string;
  /** The caller's `Idempotency-Key`. */
  key: string;
  /** The body as sent: the same key with another body is a mistake. */
  body: string;
}

export interface AnswerDeps {
  table: Table;
  /** Answers are kept sealed: some name a customer. */
  vault: Pick<Vault, 'seal' | 'open'>;
}

/** How long an answer is given again: longer than any client goes on trying. */
const keptSeconds = 24 * 3600;
/** How long one call may work before another may take over. */
const workMs = 60_000;
const longestKey = 255;

const keptSchema = z.object({
  fingerprint: z.string(),
  answer: z.custom<Uint8Array>((value) => value instanceof Uint8Array).nullable(),
  ttl: z.number(),
});

const answerItemSchema = keptSchema.pick({ answer: true }).extend({ sk: z.string() });

/**
 * Runs `work` once per key and answers the same from then on; what it refuses or breaks at is not
 * kept. `work` must itself bear being run again: a crash between doing and noting repeats it.
 * @throws Refusal `conflict` where the key belongs to another request or is being worked on
 */
export async function answerOnce(
  { table, vault }: AnswerDeps,
  request: NamedRequest,
  wallMs: () => number,
  work: () => Promise<string>,
): Promise<string> {
  if (request.key.length > longestKey) {
    throw new Refusal('invalid', 'The Idempotency-Key is longer than 255 characters: shorten it.');
  }
  const named = digest(`${request.scope}\n${request.key}`);
  const at = keys.answer(request.shop, named);
  const context = `answer/${named}`;
  const fingerprint = digest(request.body);
  const now = wallMs();
  const ttl = Math.floor(now / 1000) + keptSeconds;
  const claimed = await table.put(
    { ...at, fingerprint, answer: null, untilMs: now + workMs, ttl },
    {
      expression: `${absent.expression} OR #ttl <= :seconds OR untilMs <= :now`,
      names: { '#ttl': 'ttl' },
      values: { ':seconds': Math.floor(now / 1000), ':now': now },
    },
  );
  if (claimed.outcome === 'refused') {
    const kept = keptSchema.parse(claimed.existing);
    if (kept.fingerprint !== fingerprint) {
      throw new Refusal(
        'conflict',
        'This Idempotency-Key was used for another request: use a new one.',
      );
    }
    if (kept.answer !== null) return opened(vault, request.shop, context, kept.answer);
    throw new Refusal('conflict', 'This request is being worked on: ask again in a moment.');
  }
  try {
    const answer = await work();
    await table.put({
      ...at,
      fingerprint,
      answer: sealed(vault, request.shop, context, answer),
      ttl,
    });
    return answer;
  } catch (error) {
    await table.delete(at);
    throw error;
  }
}

/** Drops every kept answer that speaks of one of these ids; answers how many. */
export async function dropAnswersNaming(
  { table, vault }: AnswerDeps,
  shop: string,
  ids: readonly string[],
): Promise<number> {
  const { pk, sk: prefix } = keys.answer(shop, '');
  const found: Key[] = [];
  for await (const page of table.query({ pk, prefix })) {
    for (const item of page) {
      const { sk, answer } = answerItemSchema.parse(item);
      if (answer === null) continue;
      const text = openedOrNull(vault, shop, `answer/${sk.slice(prefix.length)}`, answer);
      // One that does not open answers nobody, and may name whom it is about.
      if (text === null || ids.some((id) => text.includes(JSON.stringify(id)))) {
        found.push({ pk, sk });
      }
    }
  }
  for (const key of found) await table.delete(key);
  return found.length;
}

function sealed(vault: AnswerDeps['vault'], shop: string, context: string, answer: string) {
  return vault.seal(shop, context, new TextEncoder().encode(answer));
}

function openedOrNull(...given: Parameters<typeof opened>): string | null {
  try {
    return opened(...given);
  } catch {
    return null;
  }
}

function opened(vault: AnswerDeps['vault'], shop: string, context: string, answer: Uint8Array) {
  return new TextDecoder().decode(vault.open(shop, context, answer));
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
