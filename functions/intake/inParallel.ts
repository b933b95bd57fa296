/** Calls in flight at a time; enough to keep a table busy, few enough for its connections. */
const lanes = 48;

/** Runs `work` for every item, several at a time; the first failure ends it. */
export async function inParallel<T>(
  items: readonly T[],
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  async function lane(): Promise<void> {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
  }
  await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, lane));
}
