const firstSlots = 64;

/**
 * Words as small whole numbers, in the order they were first met, told apart by their UTF-8: a word
 * that was met before is never made into a text.
 */
export class ByteWords {
  private readonly texts: string[] = [];
  private readonly hashes: number[] = [];
  private bytes = new Uint8Array(1_024);
  private ends = new Int32Array(firstSlots);
  /** Numbers of words by their hash, one more than they are; 0: free. */
  private slots = new Int32Array(firstSlots);

  constructor(known: readonly string[] = []) {
    for (const word of known) {
      const bytes = Buffer.from(word, 'utf8');
      this.codeOf(bytes, 0, bytes.length);
    }
  }

  get size(): number {
    return this.texts.length;
  }

  text(code: number): string {
    return this.texts[code] ?? '';
  }

  codeOf(bytes: Uint8Array, from: number, to: number): number {
    let hash = 0;
    for (let at = from; at < to; at += 1) hash = (Math.imul(hash, 31) + (bytes[at] ?? 0)) | 0;
    return this.codeOfHashed(bytes, from, to, hash);
  }

  /** `hash`: of these bytes, as `codeOf` makes it; for whoever goes through them anyway. */
  codeOfHashed(bytes: Uint8Array, from: number, to: number, hash: number): number {
    const mask = this.slots.length - 1;
    let slot = Math.imul(hash, 0x9e3779b1) >>> 7;
    for (;;) {
      slot &= mask;
      const code = (this.slots[slot] ?? 0) - 1;
      if (code < 0) return this.add(bytes, from, to, hash);
      if (this.hashes[code] === hash && this.isWord(code, bytes, from, to)) return code;
      slot += 1;
    }
  }

  private isWord(code: number, bytes: Uint8Array, from: number, to: number): boolean {
    const start = code === 0 ? 0 : (this.ends[code - 1] ?? 0);
    if ((this.ends[code] ?? 0) - start !== to - from) return false;
    for (let at = from; at < to; at += 1) {
      if (bytes[at] !== this.bytes[start + at - from]) return false;
    }
    return true;
  }

  private add(bytes: Uint8Array, from: number, to: number, hash: number): number {
    const code = this.texts.length;
    const start = code === 0 ? 0 : (this.ends[code - 1] ?? 0);
    const end = start + to - from;
    if (end > this.bytes.length) this.bytes = wider(this.bytes, end);
    for (let at = from; at < to; at += 1) this.bytes[start + at - from] = bytes[at] ?? 0;
    if (code === this.ends.length) {
      const ends = new Int32Array(code * 2);
      ends.set(this.ends);
      this.ends = ends;
    }
    this.ends[code] = end;
    this.hashes.push(hash);
    this.texts.push(Buffer.from(bytes.subarray(from, to)).toString('utf8'));
    if (this.texts.length * 2 > this.slots.length) this.spread();
    else this.put(code);
    return code;
  }

  private spread(): void {
    this.slots = new Int32Array(this.slots.length * 2);
    for (let code = 0; code < this.texts.length; code += 1) this.put(code);
  }

  private put(code: number): void {
    const mask = this.slots.length - 1;
    let slot = (Math.imul(this.hashes[code] ?? 0, 0x9e3779b1) >>> 7) & mask;
    while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
    this.slots[slot] = code + 1;
  }
}

function wider(bytes: Uint8Array<ArrayBuffer>, needed: number): Uint8Array<ArrayBuffer> {
  const wide = new Uint8Array(Math.max(needed, bytes.length * 2));
  wide.set(bytes);
  return wide;
}
