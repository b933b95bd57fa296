import { redactedRow } from '../../functions/customers/redactedRow.ts';
import type { Item } from '../../functions/platform/dynamo.ts';
import type { Key } from '../../functions/platform/keys.ts';
import type { Look } from './look.ts';
import type { Shop } from './shop.ts';

/** Nobody who was erased has anything of a person left, and nobody merged away has. */
export function personFindings(look: Look, shop: Shop): string[] {
  const gone = new Set(shop.buyers.filter(({ redacted }) => redacted).map(({ id }) => id));
  const merged = shop.buyers.filter(({ mergedInto }) => mergedInto !== null);
  return [
    ...merged.flatMap(({ id }) => mergedAway(look, id)),
    ...[...gone].flatMap((id) => erased(look, id)),
    ...look.lookups.flatMap((item) => leadingTo(item, shop, gone)),
    ...look.timeline
      .filter((item) => gone.has(String(item['customerId'])) && item['kind'] === 'class')
      .map((item) => `${item.sk} is the history of who is erased`),
  ];
}

function mergedAway(look: Look, id: string): string[] {
  const item = look.customers.get(id)?.item;
  if (item === undefined || item.mergedInto === null) return [];
  const somebody = item.personal !== null || Object.keys(item.tags).length > 0;
  return somebody ? [`${id} was merged and is somebody still`] : [];
}

function erased(look: Look, id: string): string[] {
  const held = look.customers.get(id);
  if (held === undefined) return [`${id} is erased and has no tombstone`];
  const { item, rows } = held;
  const bare =
    item.redactedAt !== null &&
    item.personal === null &&
    Object.keys({ ...item.tags, ...item.consent, ...item.classes }).length === 0 &&
    item.formerMails === undefined;
  const whole = rows.some((row) => JSON.stringify(row) !== JSON.stringify(redactedRow(row)));
  return [
    ...(bare ? [] : [`${id} is erased and still somebody`]),
    ...(whole ? [`orders of ${id}, who is erased, are whole`] : []),
  ];
}

function leadingTo(item: Item & Key, shop: Shop, gone: ReadonlySet<string>): string[] {
  const { customerId, orderId } = item;
  if (item.sk.startsWith('MAIL#') && typeof customerId === 'string' && gone.has(customerId)) {
    return [`an address leads to ${customerId}, who is erased`];
  }
  const order = typeof orderId === 'string' ? shop.orders.get(orderId) : undefined;
  if (item.sk.startsWith('NAME#') && gone.has(order?.customerId ?? '')) {
    return [`the name of order ${order?.id ?? ''} leads to who is erased`];
  }
  return [];
}
