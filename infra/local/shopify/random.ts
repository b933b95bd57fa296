/** Hex digits out of a source of numbers in [0, 1). */
export function randomHex(random: () => number, digits: number): string {
  let hex = '';
  for (let at = 0; at < digits; at += 1) hex += Math.floor(random() * 16).toString(16);
  return hex;
}

/** A version 4 UUID. */
export function randomUuid(random: () => number): string {
  const hex = randomHex(random, 30);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(12, 15)}-a${hex.slice(15, 18)}-${hex.slice(18, 30)}`;
}
