import { z } from 'zod';
import { sourceStates, type SourceView } from './sources.schema.ts';

/** Another shop of the merchant, a till or a marketplace, whose orders enter the same files. */
export const sourceSchema = z.object({
  rev: z.number().int(),
  /** Stands before each of its ids; never changed, and never given to another. */
  name: z.string(),
  title: z.string(),
  /** Where its events go: names shop and source, and cannot be guessed. */
  address: z.string(),
  state: z.enum(sourceStates),
  /** Epoch milliseconds of wall time. */
  createdAtMs: z.number().int(),
  /** Sealed secrets; null once it is deleted. */
  secrets: z.custom<Uint8Array>((value) => value instanceof Uint8Array).nullable(),
  /** Epoch milliseconds until which the old secret holds; null where there is none. */
  oldSecretUntilMs: z.number().int().nullable(),
  /** Epoch milliseconds of the last event taken in, to the hour. */
  heardAtMs: z.number().int().nullable(),
});
export type Source = z.infer<typeof sourceSchema>;

/** Sealed together, so that they change together. */
export const secretsSchema = z.object({ current: z.string(), old: z.string().nullable() });
export type SourceSecrets = z.infer<typeof secretsSchema>;

const domain = '.myshopify.com';
const addressForm = /^([a-z0-9][a-z0-9-]*)_([a-z][a-z0-9-]{1,19})_([0-9a-f]{32})$/;

/** Such as "demo_till_9f…": the shop and the source it is for, and 128 bits nobody can guess. */
export function addressOf(shop: string, name: string, random: string): string {
  return `${shop.slice(0, -domain.length)}_${name}_${random}`;
}

/** Which shop and source an address claims to be of; null where it is none of ours. */
export function claimOf(address: string): { shop: string; name: string } | null {
  const [, handle, name] = addressForm.exec(address) ?? [];
  return handle === undefined || name === undefined ? null : { shop: handle + domain, name };
}

/** The secrets that hold now. */
export function validSecrets(source: Source, secrets: SourceSecrets, nowMs: number): string[] {
  const { current, old } = secrets;
  const oldHolds = old !== null && (source.oldSecretUntilMs ?? 0) > nowMs;
  return oldHolds ? [current, old] : [current];
}

export function viewOf(source: Source, nowMs: number): SourceView {
  const instant = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
  const { oldSecretUntilMs } = source;
  return {
    name: source.name,
    title: source.title,
    state: source.state,
    path: `/webhooks/orders/${source.address}`,
    createdAt: new Date(source.createdAtMs).toISOString(),
    oldSecretUntil: (oldSecretUntilMs ?? 0) > nowMs ? instant(oldSecretUntilMs) : null,
    heardAt: instant(source.heardAtMs),
  };
}
