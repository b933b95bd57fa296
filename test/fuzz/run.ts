import { topics } from '../../functions/intake/topics.ts';
import type { Table } from '../../functions/platform/dynamo.ts';
import { diceOf } from '../../infra/local/demo/dice.ts';
import type { Ground } from './ground.ts';
import { mutate } from './mutate.ts';
import { tryBody, type Verdict } from './trial.ts';

/** What became of so many bodies; each finding with the number that makes it again. */
export interface FuzzReport {
  tried: number;
  outcomes: Record<Verdict['outcome'], number>;
  found: { at: number; file: string; topic: string; wrong: string[]; text: string }[];
}

const atOnce = 6;

/** Body number `at` of a seed: always the same one. */
export function bodyAt(ground: readonly [Ground, ...Ground[]], seed: number, at: number) {
  const dice = diceOf('fuzz', seed, at);
  const from = dice.pick(ground);
  const [first, ...rest] = topics;
  const topic = first !== undefined && dice.chance(0.08) ? dice.pick([first, ...rest]) : from.topic;
  return { file: from.file, topic, currency: from.currency, text: mutate(from.tree, dice) };
}

/** Tries bodies `from` to `from + count` of a seed. */
export async function fuzz(
  table: Table,
  ground: readonly [Ground, ...Ground[]],
  { seed, from, count }: { seed: number; from: number; count: number },
  onTried?: (tried: number) => void,
): Promise<FuzzReport> {
  const report: FuzzReport = {
    tried: 0,
    outcomes: { refused: 0, dropped: 0, asked: 0, kept: 0, nothing: 0 },
    found: [],
  };
  let next = from;
  const work = async () => {
    while (next < from + count) {
      const at = next;
      next += 1;
      const body = bodyAt(ground, seed, at);
      const shop = `fuzz-${String(seed)}-${String(at)}.myshopify.com`;
      const { outcome, wrong } = await tryBody(table, shop, body);
      report.tried += 1;
      report.outcomes[outcome] += 1;
      const { file, topic, text } = body;
      if (wrong.length > 0) report.found.push({ at, file, topic, wrong, text });
      onTried?.(report.tried);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return report;
}
