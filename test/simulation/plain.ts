/** Values as a table keeps them: nothing is shared with whoever wrote or reads them. */
export function copyOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (value instanceof Uint8Array) return new Uint8Array(value);
  if (Array.isArray(value)) return value.filter((one) => one !== undefined).map(copyOf);
  return copyOfItem(value);
}

/** What is undefined is left out, as the SDK does. */
export function copyOfItem(item: object): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(item)) {
    if (value !== undefined) copy[name] = copyOf(value);
  }
  return copy;
}

function scalar(value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new Error('a number that cannot be kept');
  }
  if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') {
    throw new Error('a value that cannot be kept');
  }
  return value;
}

/** Bytes of an item as DynamoDB counts them: names and values. */
export function sizeOf(item: Readonly<Record<string, unknown>>): number {
  let bytes = 0;
  for (const name in item) bytes += Buffer.byteLength(name) + sizeOfValue(item[name]);
  return bytes;
}

function sizeOfValue(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return Buffer.byteLength(value);
    case 'number':
      return sizeOfNumber(value);
    case 'object':
      if (value === null) return 1;
      if (value instanceof Uint8Array) return value.length;
      if (Array.isArray(value)) {
        return value.reduce((sum: number, one: unknown) => sum + 1 + sizeOfValue(one), 3);
      }
      return sizeOf({ ...value }) + 3 + Object.keys(value).length;
    default:
      return 1;
  }
}

/** Two digits a byte, and one for the sign and the exponent. */
function sizeOfNumber(value: number): number {
  const digits = String(Math.abs(value))
    .replace('.', '')
    .replace(/^0+|0+$/g, '');
  return Math.ceil(digits.length / 2) + (value < 0 ? 2 : 1);
}
