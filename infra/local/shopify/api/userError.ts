import type { View } from './fields.ts';

/** Something wrong with a mutation's input, as its `userErrors` say it. */
export interface UserError {
  field: string[] | null;
  message: string;
  code?: string;
}

/** A mutation's answer when it did nothing; the named result is null. */
export function notDone(result: string, errors: readonly UserError[]): View {
  return { [result]: null, userErrors: errors };
}

export function done(result: string, view: View | string): View {
  return { [result]: view, userErrors: [] };
}
