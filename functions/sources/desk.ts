import type { AuditEntry } from '../platform/auditLog.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Vault } from '../platform/vault.ts';
import { addressOf, secretsSchema, type Source, type SourceSecrets, viewOf } from './source.ts';
import type { SourceView } from './sources.schema.ts';
import type { SourceStore } from './store.ts';

export interface SourceDeskDeps {
  store: SourceStore;
  vault: Pick<Vault, 'unlock' | 'seal' | 'open'>;
  /** So many random bytes. */
  random: (bytes: number) => Uint8Array;
  /** Wall time, epoch milliseconds. */
  nowMs: () => number;
}

/** What staff may do with other shops; each deed is noted with who did it. */
export interface SourceDesk {
  list(shop: string): Promise<SourceView[]>;
  /** Answers the secret, this once. */
  make(shop: string, input: NewSource, userId: string): Promise<NewSecret>;
  /** A new secret; the one before holds for three more days. */
  roll(shop: string, name: string, userId: string): Promise<NewSecret>;
  /** Ends the old secret now. */
  endOldSecret(shop: string, name: string, userId: string): Promise<SourceView>;
  setState(shop: string, name: string, state: Source['state'], by: string): Promise<SourceView>;
}

export interface NewSource {
  name: string;
  title: string;
}
export interface NewSecret {
  source: SourceView;
  secret: string;
}

const mostSources = 20;
const oldSecretMs = 3 * 86_400_000;
const secretBytes = 32;
const addressBytes = 16;

export function openSourceDesk({ store, vault, random, nowMs }: SourceDeskDeps): SourceDesk {
  const newSecret = () => `cls_${Buffer.from(random(secretBytes)).toString('base64url')}`;

  async function found(shop: string, name: string): Promise<Source> {
    const source = await store.read(shop, name);
    if (source !== undefined && source.state !== 'deleted') return source;
    throw new Refusal('notFound', 'There is no such shop connected here.');
  }

  async function keep(shop: string, source: Source, audit: AuditEntry): Promise<SourceView> {
    if ((await store.write(shop, source, audit)) === 'kept') return viewOf(source, nowMs());
    throw new Refusal('conflict', 'Somebody else changed this just now: reload and try again.');
  }

  const noted = (
    userId: string,
    action: string,
    name: string,
    changes: AuditEntry['changes'],
  ): AuditEntry => ({ atMs: nowMs(), userId, action, subject: `source/${name}`, changes });

  async function change(
    shop: string,
    name: string,
    userId: string,
    action: string,
    changes: Partial<Source>,
  ): Promise<SourceView> {
    const source = await found(shop, name);
    const state = { before: source.state, after: changes.state ?? source.state };
    const audit = noted(userId, action, name, state.before === state.after ? {} : { state });
    return keep(shop, { ...source, ...changes }, audit);
  }

  return {
    async list(shop) {
      const sources = await store.list(shop);
      return sources
        .filter(({ state }) => state !== 'deleted')
        .sort((one, other) => one.createdAtMs - other.createdAtMs)
        .map((source) => viewOf(source, nowMs()));
    },
    async make(shop, { name, title }, userId) {
      const known = await store.list(shop);
      if (known.some((source) => source.name === name)) {
        throw new Refusal(
          'conflict',
          'name: was used before, and its orders would be taken for those of the other: choose another.',
          { field: 'name' },
        );
      }
      if (known.filter(({ state }) => state !== 'deleted').length >= mostSources) {
        throw new Refusal('conflict', 'Twenty shops are connected: delete one before the next.');
      }
      await vault.unlock(shop);
      const secret = newSecret();
      const address = addressOf(shop, name, Buffer.from(random(addressBytes)).toString('hex'));
      const made: Source = {
        rev: 0,
        name,
        title,
        address,
        state: 'active',
        createdAtMs: nowMs(),
        secrets: sealSecrets(vault, shop, name, { current: secret, old: null }),
        oldSecretUntilMs: null,
        heardAtMs: null,
      };
      const changes = { state: { before: null, after: 'active' } };
      return {
        source: await keep(shop, made, noted(userId, 'source.make', name, changes)),
        secret,
      };
    },
    async roll(shop, name, userId) {
      const source = await found(shop, name);
      await vault.unlock(shop);
      const { current: old } = openSecrets(vault, shop, source);
      const secret = newSecret();
      const rolled: Source = {
        ...source,
        secrets: sealSecrets(vault, shop, name, { current: secret, old }),
        oldSecretUntilMs: nowMs() + oldSecretMs,
      };
      const audit = noted(userId, 'source.roll', name, {});
      return { source: await keep(shop, rolled, audit), secret };
    },
    async endOldSecret(shop, name, userId) {
      const source = await found(shop, name);
      await vault.unlock(shop);
      const { current } = openSecrets(vault, shop, source);
      const ended = {
        secrets: sealSecrets(vault, shop, name, { current, old: null }),
        oldSecretUntilMs: null,
      };
      return keep(shop, { ...source, ...ended }, noted(userId, 'source.endOldSecret', name, {}));
    },
    setState: (shop, name, state, userId) =>
      change(shop, name, userId, `source.${state}`, {
        state,
        ...(state === 'deleted' ? { secrets: null, oldSecretUntilMs: null } : {}),
      }),
  };
}

const contextOf = (name: string) => `source/${name}`;

function sealSecrets(
  vault: Pick<Vault, 'seal'>,
  shop: string,
  name: string,
  secrets: SourceSecrets,
): Uint8Array {
  return vault.seal(shop, contextOf(name), Buffer.from(JSON.stringify(secrets)));
}

/** @throws where they were sealed for another source or shop */
export function openSecrets(
  vault: Pick<Vault, 'open'>,
  shop: string,
  source: Source,
): SourceSecrets {
  if (source.secrets === null) throw new Error('a deleted source has no secrets');
  const plain = vault.open(shop, contextOf(source.name), source.secrets);
  return secretsSchema.parse(JSON.parse(Buffer.from(plain).toString('utf8')));
}
