/** A webhook body before it is text. Ids are bigints: they must be written with every digit. */
export type PayloadValue =
  string | number | boolean | bigint | null | readonly PayloadValue[] | Payload;
export interface Payload {
  readonly [key: string]: PayloadValue;
}

/** JSON in which a bigint is a plain number, however long. */
export function encode(value: PayloadValue): string {
  if (typeof value === 'bigint') return value.toString();
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(encode).join(',')}]`;
  const fields = Object.entries(value).map(
    ([key, field]) => `${JSON.stringify(key)}:${encode(field)}`,
  );
  return `{${fields.join(',')}}`;
}

function isList(value: readonly PayloadValue[] | Payload): value is readonly PayloadValue[] {
  return Array.isArray(value);
}
