import { dueChangeOf } from '../../functions/customers/dueMarkStore.ts';
import type { Item, Write } from '../../functions/platform/dynamo.ts';
import type { Witness } from './parts.ts';

/** What was seen of the writes while they happened, for what the end alone cannot show. */
export class Ledger {
  readonly broken: string[] = [];
  /** Sort keys of what changes left for the rules, once it was taken away. */
  readonly consumed = new Set<string>();
  readonly largeOrders = new Set<string>();

  readonly witness: Witness = (actor, write, before) => {
    const { pk, sk } = write.do === 'put' ? write.item : write.key;
    if (pk.includes('#P#') && !sk.includes('#L#')) this.customer(actor.name, write, before);
    if (!pk.includes('#D#')) return;
    if (write.do === 'delete') this.consumed.add(sk);
    if (write.do !== 'put') return;
    for (const mark of dueChangeOf(write.item).marks) {
      if (mark.kind === 'large-order') this.largeOrders.add(mark.orderId);
    }
  };

  /** Every write to a customer is on the revision read and raises it. */
  private customer(name: string, write: Write, before: Item | undefined): void {
    if (write.do !== 'put') return;
    const { item } = write;
    if (item['rev'] === Number(before?.['rev'] ?? 0) + 1) return;
    const [now, then] = [String(item['rev']), String(before?.['rev'])];
    this.broken.push(`${name} wrote ${item.sk} at ${now} over ${then}`);
  }
}
