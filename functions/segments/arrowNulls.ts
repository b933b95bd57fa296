/** Which values are missing, as Arrow says it. */
export interface Nulls {
  nullCount: number;
  nullBitmap?: Uint8Array;
}

/** `unknown` (NaN too) is the value that stands for "not known"; null: every value is known. */
export function nullsOf(data: ArrayLike<number>, unknown: number | null): Nulls {
  if (unknown === null) return { nullCount: 0 };
  const isNaNUnknown = Number.isNaN(unknown);
  let nullCount = 0;
  // Arrow keeps validity a bit a value, in whole groups of eight bytes.
  const nullBitmap = new Uint8Array(Math.ceil(data.length / 64) * 8);
  for (let i = 0; i < data.length; i += 1) {
    const value = data[i] ?? 0;
    if (isNaNUnknown ? Number.isNaN(value) : value === unknown) nullCount += 1;
    else nullBitmap[i >> 3] = (nullBitmap[i >> 3] ?? 0) | (1 << (i & 7));
  }
  return nullCount === 0 ? { nullCount } : { nullCount, nullBitmap };
}
