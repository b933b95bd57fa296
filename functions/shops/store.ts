import { z } from 'zod';
import { absent, revIs, type Table, type Write } from '../platform/dynamo.ts';
import { indexKeys, keys } from '../platform/keys.ts';
import { defaultSettings, settingsSchema, type Settings } from './settings.schema.ts';
import { shopRecordSchema, type ShopRecord } from './shop.schema.ts';

/** The settings of a shop and the revision to write them back on; 0 while all are defaults. */
export interface KeptSettings {
  settings: Settings;
  rev: number;
}

/** Installed shops and what their merchants chose. Every write is conditional on `rev` and raises it. */
export interface ShopStore {
  read(shop: string): Promise<ShopRecord | undefined>;
  /** Keeps the record where `record.rev` is still the kept one; 0: where there is none yet. */
  write(record: ShopRecord): Promise<'kept' | 'stale'>;
  /** Every shop that has the app, as kept; one just installed may be missing for a moment. */
  listInstalled(): Promise<ShopRecord[]>;
  readSettings(shop: string): Promise<KeptSettings>;
  /** `also`: what is to be true in the same transaction, such as a note of who changed them. */
  writeSettings(
    shop: string,
    settings: Settings,
    rev: number,
    also?: readonly Write[],
  ): Promise<'kept' | 'stale'>;
  /** One holder at a time until `untilMs` (wall time); false while somebody else holds it. */
  lease(shop: string, name: string, nowMs: number, untilMs: number): Promise<boolean>;
  release(shop: string, name: string, untilMs: number): Promise<void>;
}

const keySchema = z.object({ pk: z.string(), sk: z.string() });
const settingsItemSchema = z.object({ rev: z.number().int(), settings: settingsSchema });

export function openShopStore(table: Table): ShopStore {
  return {
    async read(shop) {
      const item = await table.get(keys.shop(shop));
      return item === undefined ? undefined : shopRecordSchema.parse(item);
    },
    async write(record) {
      const listed = { duePk: indexKeys.installedShops(), dueSk: record.shop };
      const item = {
        ...record,
        rev: record.rev + 1,
        ...keys.shop(record.shop),
        ...(record.uninstalledAtMs === null ? listed : {}),
      };
      const { outcome } = await table.put(item, revIs(record.rev));
      return outcome === 'done' ? 'kept' : 'stale';
    },
    async listInstalled() {
      const found: ShopRecord[] = [];
      for await (const page of table.query({ index: 'due', pk: indexKeys.installedShops() })) {
        const items = await table.getMany(page.map((item) => keySchema.parse(item)));
        found.push(...items.map((item) => shopRecordSchema.parse(item)));
      }
      return found.filter((record) => record.uninstalledAtMs === null);
    },
    async readSettings(shop) {
      const item = await table.get(keys.settings(shop));
      return item === undefined
        ? { settings: defaultSettings, rev: 0 }
        : settingsItemSchema.parse(item);
    },
    async writeSettings(shop, settings, rev, also = []) {
      const item = { settings, rev: rev + 1, ...keys.settings(shop) };
      const { outcome } = await table.transact([
        { do: 'put', item, condition: revIs(rev) },
        ...also,
      ]);
      return outcome === 'done' ? 'kept' : 'stale';
    },
    async lease(shop, name, nowMs, untilMs) {
      const { outcome } = await table.put(
        { ...keys.lease(shop, name), untilMs },
        {
          expression: `${absent.expression} OR untilMs <= :now`,
          values: { ':now': nowMs },
        },
      );
      return outcome === 'done';
    },
    async release(shop, name, untilMs) {
      await table.delete(keys.lease(shop, name), {
        expression: 'untilMs = :mine',
        values: { ':mine': untilMs },
      });
    },
  };
}
