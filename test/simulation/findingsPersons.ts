import { redactedRow } from '../../functions/customers/redactedRow.ts';
import type { Look } from './look.ts';
import type { Shop } from './shop.ts';

/** Nobody who was erased has anything of a person left, and nobody merged away has. */
export function personFindings(look: Look, shop: Shop): string[] {
  const found: string[] = [];
  const gone = new Set<string>();
  for (const buyer of shop.buyers) {
    const held = look.customers.get(buyer.id);
    if (buyer.mergedInto !== null && held !== undefined) {
      const { personal, tags, mergedInto } = held.item;
      const kept = personal !== null || Object.keys(tags).length > 0;
      if (mergedInto !== null && kept) found.push(`${buyer.id} was merged and is somebody still`);
    }
    if (!buyer.redacted) continue;
    gone.add(buyer.id);
    if (held === undefined) {
      found.push(`${buyer.id} is erased and has no tombstone`);
      continue;
    }
    const { item, rows } = held;
    const bare =
      item.redactedAt !== null &&
      item.personal === null &&
      Object.keys({ ...item.tags, ...item.consent, ...item.classes }).length === 0 &&
      item.formerMails === undefined;
    if (!bare) found.push(`${buyer.id} is erased and still somebody`);
    const whole = rows.filter((row) => JSON.stringify(row) !== JSON.stringify(redactedRow(row)));
    if (whole.length > 0) found.push(`orders of ${buyer.id}, who is erased, are whole`);
  }
  for (const item of look.lookups) {
    const customer = String(item['customerId'] ?? '');
    if (item.sk.startsWith('MAIL#') && gone.has(customer)) {
      found.push(`an address leads to ${customer}, who is erased`);
    }
    const order = shop.orders.get(String(item['orderId'] ?? ''));
    if (item.sk.startsWith('NAME#') && gone.has(order?.customerId ?? '')) {
      found.push(`the name of order ${order?.id ?? ''} leads to who is erased`);
    }
  }
  for (const item of look.timeline) {
    const customer = String(item['customerId']);
    if (gone.has(customer) && item['kind'] === 'class') {
      found.push(`${customer} is erased and has a history`);
    }
  }
  return found;
}
