const firstSlots = 1_024;

/** Small whole numbers by numbers of any size: a map of plain numbers, without an object for each. */
export class NumberCodes {
  private keys = new Float64Array(firstSlots).fill(NaN);
  private codes = new Int32Array(firstSlots);
  private count = 0;

  /** −1: not known. */
  codeOf(key: number): number {
    const slot = slotOf(this.keys, key);
    return this.keys[slot] === key ? (this.codes[slot] ?? -1) : -1;
  }

  /** A key that is not known yet; no NaN. */
  add(key: number, code: number): void {
    if (this.count * 2 >= this.keys.length) this.spread();
    this.put(key, code);
    this.count += 1;
  }

  private put(key: number, code: number): void {
    const slot = slotOf(this.keys, key);
    this.keys[slot] = key;
    this.codes[slot] = code;
  }

  private spread(): void {
    const { keys, codes } = this;
    this.keys = new Float64Array(keys.length * 2).fill(NaN);
    this.codes = new Int32Array(keys.length * 2);
    for (const [slot, key] of keys.entries()) {
      if (!Number.isNaN(key)) this.put(key, codes[slot] ?? -1);
    }
  }
}

/** Where a key is, or would be. */
function slotOf(keys: Float64Array, key: number): number {
  const mask = keys.length - 1;
  const high = (key / 0x1_0000_0000) | 0;
  let slot = (Math.imul((key | 0) ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1) >>> 8) & mask;
  for (;;) {
    const found = keys[slot];
    if (found === key || found !== found) return slot;
    slot = (slot + 1) & mask;
  }
}
