import { fieldsToRead } from '../customers/merchantFields.schema.ts';
import { openReconcileStore } from '../intake/reconcileStore.ts';
import type { Table } from '../platform/dynamo.ts';
import type { FieldsRead } from '../segments/groups/traits.ts';
import type { ShopStore } from '../shops/store.ts';

/**
 * The merchant's own fields whose values are known: picked, and asked for in the last comparison
 * with the shop. Of one just picked nothing is known yet, nor of a customer the shop has made since,
 * so that nothing is sent by its absence.
 */
export function fieldsReadOf(
  table: Table,
  shops: Pick<ShopStore, 'readSettings'>,
): (shop: string) => Promise<FieldsRead> {
  const reconciliations = openReconcileStore(table);
  return async (shop) => {
    const { merchantFields } = (await shops.readSettings(shop)).settings;
    const picked = fieldsToRead({ ...merchantFields, birthDate: null });
    const last = picked.length === 0 ? null : (await reconciliations.readState(shop))?.last;
    const { fields = [], startedAt = 0 } = last ?? {};
    return { fields: picked.filter((field) => fields.includes(field)), since: startedAt };
  };
}
