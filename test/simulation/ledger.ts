import { dueChangeOf } from '../../functions/customers/dueMarkStore.ts';
import type { Key } from '../../functions/platform/keys.ts';
import type { Item, Write } from '../../functions/platform/dynamo.ts';
import type { Witness } from './parts.ts';

/** What was seen of the writes while they happened, for what the end alone cannot show. */
export class Ledger {
  readonly broken: string[] = [];
  /** Marks taken away, by name: the revisions they had. */
  readonly consumed = new Map<string, number[]>();
  readonly largeOrders = new Set<string>();

  readonly witness: Witness = (actor, write, before) => {
    const { pk, sk } = write.do === 'put' ? write.item : write.key;
    if (pk.includes('#P#') && !sk.includes('#L#')) this.customer(actor.name, write, before);
    if (pk.includes('#D#')) this.mark(write, before);
  };

  /** Every write to a customer is on the revision read and raises it. */
  private customer(name: string, write: Write, before: Item | undefined): void {
    if (write.do !== 'put') return;
    const item: Item & Key = write.item;
    if (item['rev'] === Number(before?.['rev'] ?? 0) + 1) return;
    this.broken.push(
      `${name} wrote ${item.sk} at ${String(item['rev'])} over ${String(before?.['rev'])}`,
    );
  }

  private mark(write: Write, before: Item | undefined): void {
    if (write.do === 'put') {
      for (const mark of dueChangeOf(write.item).marks) {
        if (mark.kind === 'large-order') this.largeOrders.add(mark.orderId);
      }
    }
    if (write.do !== 'delete' || before === undefined) return;
    for (const mark of dueChangeOf(before).marks) {
      if (mark.kind !== 'class') continue;
      const id = `class#${mark.customerId}#${mark.scheme}`;
      this.consumed.set(id, [...(this.consumed.get(id) ?? []), mark.rev]);
    }
  }
}
