/** What was started, to be ended in reverse order. */
export interface Shutdown {
  /** Ends `stop` before everything that was added earlier. */
  add(name: string, stop: () => unknown): void;
  /** Ends all; a part that is slow or fails does not keep the others from ending. */
  run(): Promise<void>;
  isRunning(): boolean;
}

/** A part gets this long; what it leaves undone is taken up by the next start. */
const eachWithinMs = 1_200;

export function openShutdown(say: (line: string) => void): Shutdown {
  const parts: { name: string; stop: () => unknown }[] = [];
  let running: Promise<void> | undefined;

  async function endAll(): Promise<void> {
    for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
      const { name, stop } = part;
      try {
        await withinPatience(stop());
      } catch (error) {
        say(`${name} did not end well: ${error instanceof Error ? error.message : 'unknown'}`);
      }
    }
  }

  return {
    add: (name, stop) => parts.push({ name, stop }),
    run: () => (running ??= endAll()),
    isRunning: () => running !== undefined,
  };
}

async function withinPatience(work: unknown): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise((resolve) => {
    timer = setTimeout(resolve, eachWithinMs);
  });
  try {
    await Promise.race([work, patience]);
  } finally {
    clearTimeout(timer);
  }
}
