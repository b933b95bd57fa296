import { openLetterDesk, type LetterDesk } from '../../functions/deadLetters/desk.ts';
import { type Letter, viewOf } from '../../functions/deadLetters/letter.ts';
import type { LetterView } from '../../functions/deadLetters/letter.schema.ts';
import { maskedFields } from '../../functions/deadLetters/masked.ts';
import { nobodysShop } from '../../functions/deadLetters/store.ts';
import type { Parts } from '../../functions/assembly/parts.ts';
import { Refusal } from '../../functions/platform/refusal.ts';
import { openShopStore } from '../../functions/shops/store.ts';
import { type Command, readCommand } from './command.ts';

/** Who did it, in the audit log: somebody at a terminal. */
const operator = 'operator';

/** Does what the command line asks; answers the lines to print, free of personal data. */
export async function runDeadLetters(
  args: readonly string[],
  parts: Pick<Parts, 'table' | 'vault' | 'queues' | 'clock'>,
): Promise<string[]> {
  const command = readCommand(args);
  const { table, vault, queues, clock } = parts;
  const desk = openLetterDesk({ table, vault, queues, nowMs: () => clock.wallMs() });
  const shops = command.shop === null ? await everyShop(parts) : [command.shop];
  switch (command.do) {
    case 'list':
      return listed(desk, shops);
    case 'retryAll': {
      let count = 0;
      for (const shop of shops) count += await desk.retryAll(shop, operator);
      return [`${messages(count)} sent again.`];
    }
    default:
      return one(command, desk, shops);
  }
}

async function everyShop({ table }: Pick<Parts, 'table'>): Promise<string[]> {
  const installed = await openShopStore(table).listInstalled();
  return [...installed.map(({ shop }) => shop).sort(), nobodysShop];
}

async function listed(desk: LetterDesk, shops: readonly string[]): Promise<string[]> {
  const lines: string[] = [];
  let count = 0;
  for (const shop of shops) {
    for (let cursor: string | null = null, more = true; more;) {
      const page = await desk.list(shop, cursor);
      for (const letter of page.letters) lines.push('', ...summary(shop, letter));
      count += page.letters.length;
      cursor = page.cursor;
      more = cursor !== null;
    }
  }
  return [count === 0 ? 'No message was given up.' : `${messages(count)} given up.`, ...lines];
}

async function one(
  command: Extract<Command, { id: string }>,
  desk: LetterDesk,
  shops: readonly string[],
): Promise<string[]> {
  const { id } = command;
  const { shop, letter } = await found(desk, shops, id);
  switch (command.do) {
    case 'show': {
      const body = await desk.bodyOf(shop, letter);
      const fields = body === null ? ['(not kept: it was too large)'] : maskedFields(body);
      return [...summary(shop, viewOf(letter)), ...fields.map((field) => `    ${field}`)];
    }
    case 'retry':
      await desk.retry(shop, id, operator);
      return [`${id} sent again.`];
    case 'discard':
      await desk.discard(shop, id, operator);
      return [`${id} discarded.`];
  }
}

async function found(
  desk: LetterDesk,
  shops: readonly string[],
  id: string,
): Promise<{ shop: string; letter: Letter }> {
  for (const shop of shops) {
    try {
      return { shop, letter: await desk.read(shop, id) };
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'notFound')) throw error;
    }
  }
  throw new Refusal('notFound', `There is no message ${id}: list shows those there are.`);
}

function summary(shop: string, letter: LetterView): string[] {
  const about = [
    ...letter.orderIds.map((id) => `order ${id}`),
    ...letter.customerIds.map((id) => `customer ${id}`),
  ];
  return [
    letter.id,
    `  ${shop === nobodysShop ? '(no shop)' : shop}  ${letter.queue}  ${letter.what}  ${letter.cause}`,
    `  ${letter.reason}`,
    `  tried ${String(letter.attempts)}×, sent ${letter.sentAt}, given up ${letter.diedAt}, ${String(letter.bytes)} bytes${letter.canRetry ? '' : ', not kept'}`,
    ...(about.length === 0 ? [] : [`  ${about.join(', ')}`]),
  ];
}

function messages(count: number): string {
  return count === 1 ? '1 message' : `${String(count)} messages`;
}
