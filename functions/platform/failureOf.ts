import type { Failure } from './queue.ts';
import { Poison } from './poison.ts';
import { Refusal } from './refusal.ts';

/**
 * Why something failed, in words that may be kept and shown: our own sentences where we have them,
 * otherwise the kind and place of the fault. Another's message is left out, it may quote data.
 */
export function failureOf(error: unknown): Failure {
  if (error instanceof Poison) return { kind: 'poison', reason: error.message };
  if (error instanceof Refusal) return { kind: 'fault', reason: error.message };
  if (!(error instanceof Error)) return { kind: 'fault', reason: 'A fault without a name.' };
  const where = placeOf(error);
  return { kind: 'fault', reason: `${error.name}${where === '' ? '' : ` at ${where}`}.` };
}

/** Function, file and line of the innermost frame, without the folders before them. */
function placeOf(error: Error): string {
  const frame = (error.stack ?? '').split('\n').find((line) => /^\s+at /.test(line)) ?? '';
  const file = /([\w.-]+:\d+):\d+\)?$/.exec(frame)?.[1] ?? '';
  const name = /^\s+at (?:async )?([\w.<> ]+) \(/.exec(frame)?.[1] ?? '';
  return [name, file].filter((part) => part !== '').join(' ');
}
