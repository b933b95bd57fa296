/** Exact sum of two decimal strings with the same number of decimals. */
export function addAmounts(one: string, other: string): string {
  const decimals = Math.max(decimalsOf(one), decimalsOf(other));
  const sum = minor(one, decimals) + minor(other, decimals);
  const digits = String(sum < 0n ? -sum : sum).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const part = decimals === 0 ? '' : `.${digits.slice(digits.length - decimals)}`;
  return `${sum < 0n ? '-' : ''}${whole}${part}`;
}

const decimalsOf = (text: string) => text.split('.')[1]?.length ?? 0;
const minor = (text: string, decimals: number) => {
  const [whole = '0', part = ''] = text.split('.');
  return BigInt(whole + part.padEnd(decimals, '0'));
};
