import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { ScanCommand, type DynamoDBClient, type ScanCommandOutput } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { unpackLedger } from '../../functions/customers/ledger.ts';
import type { Vault } from '../../functions/platform/vault.ts';

/** Where a searched value was found: "table S#shop#P#3 C#71", "file objects/…", "log". */
export type Trace = { value: string; place: string };

/** What is searched: the raw table, every file of a folder, and lines that were logged. */
export interface RawStore {
  client: DynamoDBClient;
  name: string;
  folder: string;
  logged: readonly string[];
  vault: Pick<Vault, 'open'>;
  shop: string;
  /** Every context something was sealed under, to open whatever can be opened. */
  contexts: ReadonlySet<string>;
}

/**
 * Every place that holds one of these values, read as an intruder with the key would: all items by
 * Scan, packed ledgers unpacked, whatever is sealed opened, and all files byte by byte.
 */
export async function findTraces(store: RawStore, values: readonly string[]): Promise<Trace[]> {
  const found: Trace[] = [];
  const look = (text: string, place: string) => {
    for (const value of values) if (text.includes(value)) found.push({ value, place });
  };
  let after: ScanCommandOutput['LastEvaluatedKey'];
  do {
    const page: ScanCommandOutput = await store.client.send(
      new ScanCommand({ TableName: store.name, ExclusiveStartKey: after, ConsistentRead: true }),
    );
    for (const raw of page.Items ?? []) {
      const item = unmarshall(raw);
      const place = `table ${String(item['pk'])} ${String(item['sk'])}`;
      look(readable(item, store), place);
    }
    after = page.LastEvaluatedKey;
  } while (after !== undefined);
  for (const path of readdirSync(store.folder, { recursive: true, withFileTypes: true })) {
    if (!path.isFile()) continue;
    const file = join(path.parentPath, path.name);
    const bytes = new Uint8Array(readFileSync(file));
    look(`${file} ${textOf(bytes, store)}`, `file ${file.slice(store.folder.length + 1)}`);
  }
  for (const line of store.logged) look(line, 'log');
  return found;
}

function readable(value: unknown, store: RawStore): string {
  if (value instanceof Uint8Array) return textOf(value, store);
  if (Array.isArray(value)) return value.map((one) => readable(one, store)).join(' ');
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([key, one]) => `${key} ${readable(one, store)}`)
      .join(' ');
  }
  return String(value);
}

function textOf(bytes: Uint8Array, store: RawStore): string {
  const texts = [Buffer.from(bytes).toString('utf8'), Buffer.from(bytes).toString('latin1')];
  try {
    texts.push(JSON.stringify(unpackLedger(bytes)));
  } catch {
    // Not a ledger.
  }
  for (const context of store.contexts) {
    try {
      const plain = Buffer.from(store.vault.open(store.shop, context, bytes));
      texts.push(plain.toString('utf8'), inflated(plain));
    } catch {
      // Sealed for something else, or not sealed.
    }
  }
  return texts.join(' ');
}

function inflated(bytes: Buffer): string {
  try {
    return inflateRawSync(bytes).toString('utf8');
  } catch {
    return '';
  }
}

/** A vault that notes every context something was sealed under. */
export function noting(vault: Vault): { vault: Vault; contexts: Set<string> } {
  const contexts = new Set<string>();
  return {
    contexts,
    vault: {
      ...vault,
      seal: (shop, context, plain) => {
        contexts.add(context);
        return vault.seal(shop, context, plain);
      },
    },
  };
}
