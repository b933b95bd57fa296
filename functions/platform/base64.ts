const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const equals = 0x3d;
/** From here on the platform is faster, however long it takes to ask it. */
const manyLetters = 200;

/** Values of the letters; −1: none of them. */
const sextets = new Int8Array(256).fill(-1);
for (let value = 0; value < alphabet.length; value += 1) {
  sextets[alphabet.charCodeAt(value)] = value;
}

/** Bytes in memory that is used again for the next ones. */
export class ByteRoom {
  bytes = Buffer.alloc(4_096);
  length = 0;

  /**
   * Takes what the letters from `from` to `to` stand for, a multiple of four with their padding;
   * "no" where they are not base64.
   */
  decode(letters: Buffer, from: number, to: number): boolean {
    const count = to - from;
    if (count % 4 !== 0) return false;
    this.make((count / 4) * 3);
    this.length = 0;
    if (count === 0) return true;
    const padding = letters[to - 1] !== equals ? 0 : letters[to - 2] !== equals ? 1 : 2;
    this.length = (count / 4) * 3 - padding;
    return count < manyLetters
      ? this.decodeFew(letters, from, to, padding)
      : this.bytes.write(letters.toString('latin1', from, to), 'base64') === this.length;
  }

  private decodeFew(letters: Buffer, from: number, to: number, padding: number): boolean {
    const { bytes } = this;
    const last = to - 4;
    let end = 0;
    for (let at = from; at < last; at += 4) {
      const group = groupAt(letters, at, 0);
      if (group < 0) return false;
      bytes[end] = group >> 16;
      bytes[end + 1] = group >> 8;
      bytes[end + 2] = group;
      end += 3;
    }
    const group = groupAt(letters, last, padding);
    bytes[end] = group >> 16;
    bytes[end + 1] = group >> 8;
    bytes[end + 2] = group;
    return group >= 0;
  }

  private make(needed: number): void {
    if (needed > this.bytes.length) this.bytes = Buffer.alloc(needed * 2);
  }
}

/** Four letters as 24 bits, without those that pad; negative where one is no letter. */
function groupAt(letters: Buffer, at: number, padding: number): number {
  return (
    (sextetAt(letters, at) << 18) |
    (sextetAt(letters, at + 1) << 12) |
    (padding === 2 ? 0 : sextetAt(letters, at + 2) << 6) |
    (padding > 0 ? 0 : sextetAt(letters, at + 3))
  );
}

function sextetAt(letters: Buffer, at: number): number {
  return sextets[letters[at] ?? 0] ?? -1;
}
