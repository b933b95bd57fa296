/** Runs `act` for a key once it has been quiet for a while, and at the latest after `atMostMs`. */
export interface Debounce {
  note(key: string): void;
  /** Forgets what is pending. */
  stop(): void;
}

export function debounce(
  act: (key: string) => void,
  waits: () => { quietMs: number; atMostMs: number },
  wallMs: () => number,
): Debounce {
  const pending = new Map<string, { timer: NodeJS.Timeout; latestMs: number }>();
  return {
    note: (key) => {
      const { quietMs, atMostMs } = waits();
      const before = pending.get(key);
      clearTimeout(before?.timer);
      const latestMs = before?.latestMs ?? wallMs() + atMostMs;
      const pauseMs = Math.max(0, Math.min(quietMs, latestMs - wallMs()));
      const timer = setTimeout(() => {
        pending.delete(key);
        act(key);
      }, pauseMs);
      pending.set(key, { timer, latestMs });
    },
    stop: () => {
      for (const { timer } of pending.values()) clearTimeout(timer);
      pending.clear();
    },
  };
}
