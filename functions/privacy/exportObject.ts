import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Objects } from '../platform/objects.ts';
import type { Vault } from '../platform/vault.ts';

/** An export in both forms it is given in; the page is made with it, in the words of that day. */
const keptExportSchema = z.object({ json: z.string(), html: z.string() });
export type KeptExport = z.infer<typeof keptExportSchema>;

export interface ExportShelf {
  objects: Pick<Objects, 'put' | 'get'>;
  vault: Pick<Vault, 'seal' | 'open'>;
}

/** Where the export made for a request lies, sealed. */
export function exportKey(shop: string, requestId: string): string {
  const about = createHash('sha256').update(requestId).digest('hex').slice(0, 32);
  return `exports/${shop}/${about}`;
}

const contextOf = (requestId: string) => `export/${requestId}`;

export async function keepExport(
  { objects, vault }: ExportShelf,
  shop: string,
  requestId: string,
  made: KeptExport,
): Promise<void> {
  const plain = new TextEncoder().encode(JSON.stringify(made));
  const sealed = vault.seal(shop, contextOf(requestId), plain);
  await objects.put(exportKey(shop, requestId), sealed, 'application/octet-stream');
}

export async function readExport(
  { objects, vault }: ExportShelf,
  shop: string,
  requestId: string,
): Promise<KeptExport | undefined> {
  const sealed = await objects.get(exportKey(shop, requestId));
  if (sealed === undefined) return undefined;
  const plain = vault.open(shop, contextOf(requestId), sealed);
  return keptExportSchema.parse(JSON.parse(new TextDecoder().decode(plain)));
}
