/** Processor time, all threads, in milliseconds: what else the machine does meanwhile is not in it. */
export function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** The least of several rounds, and the bytes of typed arrays the first one took. */
export function bestOf<T>(rounds: number, job: () => T): { ms: number; bytes: number; result: T } {
  let best = Infinity;
  globalThis.gc?.();
  const before = process.memoryUsage().arrayBuffers;
  let result = job();
  const bytes = process.memoryUsage().arrayBuffers - before;
  for (let round = 0; round < rounds; round += 1) {
    const started = processorMs();
    result = job();
    best = Math.min(best, processorMs() - started);
  }
  return { ms: best, bytes, result };
}

export function milliseconds(ms: number): string {
  return `${ms < 10 ? ms.toFixed(1) : ms.toFixed(0)} ms`;
}
