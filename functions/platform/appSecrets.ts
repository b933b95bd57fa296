import type { AppSecret } from './secrets.ts';

/** The app as the shop knows it; every secret is accepted, the first one is used. */
export interface AppKeys {
  apiKey: string;
  /** Newest first: two while one is being changed. */
  secrets: readonly string[];
}

/** The app's secret while it may change under a running process. */
export interface AppSecrets {
  /** As last read. Read again now and then, so that a secret taken away stops being accepted. */
  current(): Promise<AppKeys>;
  /**
   * Something does not match: the secret may just have been changed, and is read again. At most
   * once a minute, whoever asks and how often: what cannot be verified must not cost us calls.
   * Null where nothing newer was found.
   */
  newer(): Promise<AppKeys | null>;
}

const restMs = 60_000;
const freshMs = 15 * 60_000;

/** Reads the secret by `read`; where that fails the last one goes on being used. */
export function openAppSecrets(
  read: () => Promise<AppSecret>,
  first: AppSecret,
  nowMs: () => number,
): AppSecrets {
  let keys = keysOf(first);
  let readAtMs = nowMs();
  let reading: Promise<AppKeys | null> | undefined;

  async function readAgain(): Promise<AppKeys | null> {
    readAtMs = nowMs();
    try {
      const found = keysOf(await read());
      if (sameKeys(found, keys)) return null;
      keys = found;
      return keys;
    } catch {
      return null;
    }
  }

  /** Those who ask meanwhile wait for the same answer. */
  function shared(): Promise<AppKeys | null> {
    reading ??= readAgain().finally(() => {
      reading = undefined;
    });
    return reading;
  }

  return {
    async current() {
      if (nowMs() - readAtMs >= freshMs) await shared();
      return keys;
    },
    newer() {
      if (reading !== undefined) return reading;
      return nowMs() - readAtMs >= restMs ? shared() : Promise.resolve(null);
    },
  };
}

/** Secrets that stay as they are for the life of the process. */
export function fixedAppSecrets(keys: AppKeys): AppSecrets {
  return { current: () => Promise.resolve(keys), newer: () => Promise.resolve(null) };
}

/** The secrets as they are kept; a place left empty is no secret. */
export function keysOf(secret: {
  apiKey: string;
  apiSecret: string;
  previousApiSecret?: string | null | undefined;
}): AppKeys {
  const { apiKey, apiSecret, previousApiSecret: previous } = secret;
  return { apiKey, secrets: previous ? [apiSecret, previous] : [apiSecret] };
}

function sameKeys(one: AppKeys, other: AppKeys): boolean {
  return one.apiKey === other.apiKey && one.secrets.join('\n') === other.secrets.join('\n');
}
