import { fieldsToRead } from '../customers/merchantFields.schema.ts';
import { openReconcileStore } from '../intake/reconcileStore.ts';
import type { Table } from '../platform/dynamo.ts';
import type { ShopStore } from '../shops/store.ts';

/**
 * The merchant's own fields whose values are known: picked, and asked for in the last comparison
 * with the shop. Of one just picked nothing is known yet, so that nothing is sent by its absence.
 */
export function fieldsReadOf(
  table: Table,
  shops: Pick<ShopStore, 'readSettings'>,
): (shop: string) => Promise<string[]> {
  const reconciliations = openReconcileStore(table);
  return async (shop) => {
    const { merchantFields } = (await shops.readSettings(shop)).settings;
    const picked = fieldsToRead({ ...merchantFields, birthDate: null });
    if (picked.length === 0) return [];
    const asked = (await reconciliations.readState(shop))?.last?.fields ?? [];
    return picked.filter((field) => asked.includes(field));
  };
}
