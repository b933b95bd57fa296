import { parseArgs } from 'node:util';
import { Refusal } from '../../functions/platform/refusal.ts';
import { shopDomain } from '../local/flagValues.ts';
import { nobodysShop } from '../../functions/deadLetters/store.ts';

export const usage = `npm run dead-letters -- [list | show ID | retry ID | retry --all | discard ID] [--shop NAME.myshopify.com]
Works on the data folder of this machine (DATA_DIR, default .data), or with TABLE_NAME in the
environment on a deployment. docs/operations.md says what each does.`;

/** What was asked for. `shop` null: every installed shop, and what names none. */
export type Command = { shop: string | null } & (
  { do: 'list' } | { do: 'retryAll' } | { do: 'show' | 'retry' | 'discard'; id: string }
);

/** Reads the command line; a mistake is refused with what to write instead. */
export function readCommand(args: readonly string[]): Command {
  const { values, positionals } = parsed(args);
  const [deed = 'list', id, ...more] = positionals;
  const shop =
    values.shop === undefined
      ? null
      : values.shop === nobodysShop
        ? nobodysShop
        : shopDomain(values.shop);
  if (more.length > 0) throw refusal(`"${more.join(' ')}" is too much.`);
  if (values.all === true && deed !== 'retry') throw refusal('--all belongs to retry.');
  switch (deed) {
    case 'list':
      if (id !== undefined) throw refusal('list takes no ID: show does.');
      return { do: 'list', shop };
    case 'retry':
      if (values.all === true) {
        if (id !== undefined) throw refusal('Give an ID or --all, not both.');
        return { do: 'retryAll', shop };
      }
      return { do: 'retry', id: needed(id, deed), shop };
    case 'show':
    case 'discard':
      return { do: deed, id: needed(id, deed), shop };
    default:
      throw refusal(`There is no "${deed}".`);
  }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { all: { type: 'boolean' }, shop: { type: 'string' } },
      allowPositionals: true,
    });
  } catch {
    throw refusal('That is not understood.');
  }
}

function needed(id: string | undefined, deed: string): string {
  if (id !== undefined) return id;
  throw refusal(`${deed} needs the ID that list shows.`);
}

function refusal(words: string): Refusal {
  return new Refusal('invalid', `${words}\n${usage}`);
}
