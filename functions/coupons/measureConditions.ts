import type { Desk } from './desk.ts';

/** Counts the condition of every rule that may send, so that lists tell which of them are held. */
export async function measureConditions(
  shop: string,
  { rules, queries }: Pick<Desk, 'rules' | 'queries'>,
): Promise<void> {
  for (const { who, state } of await rules.list(shop)) {
    if (who !== '' && state !== 'draft') await queries.held(shop, who);
  }
}
