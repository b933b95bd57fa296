/** A column of any type. */
export type Numbers =
  Int8Array | Uint8Array | Int32Array | Uint32Array | Float64Array | Float32Array;

/** Puts values in another order: at i the one at `order[i]`; two columns of one type. */
export function reorder(from: Numbers, to: Numbers, order: Uint32Array | Int32Array): void {
  // A loop a width, because one that meets every type of array is ten times as slow.
  const { length, BYTES_PER_ELEMENT } = from;
  if (from instanceof Float64Array && to instanceof Float64Array) {
    reorderWide(from, to, order);
  } else if (BYTES_PER_ELEMENT === 4) {
    const words = new Int32Array(from.buffer, from.byteOffset, length);
    reorderWords(words, new Int32Array(to.buffer, to.byteOffset, to.length), order);
  } else {
    const bytes = new Uint8Array(from.buffer, from.byteOffset, length);
    reorderBytes(bytes, new Uint8Array(to.buffer, to.byteOffset, to.length), order);
  }
}

function reorderWide(from: Float64Array, to: Float64Array, order: Uint32Array | Int32Array): void {
  for (let i = 0; i < order.length; i += 1) to[i] = from[order[i] ?? 0] ?? 0;
}

function reorderWords(from: Int32Array, to: Int32Array, order: Uint32Array | Int32Array): void {
  for (let i = 0; i < order.length; i += 1) to[i] = from[order[i] ?? 0] ?? 0;
}

function reorderBytes(from: Uint8Array, to: Uint8Array, order: Uint32Array | Int32Array): void {
  for (let i = 0; i < order.length; i += 1) to[i] = from[order[i] ?? 0] ?? 0;
}
