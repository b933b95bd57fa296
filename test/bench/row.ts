/** One printed line of a bench. */
export interface BenchRow {
  what: string;
  value: string;
  budget?: string;
}

export function growth(what: string, ratio: number): BenchRow {
  return { what, value: `${ratio.toFixed(1)} × the time`, budget: '≤ 11 ×' };
}

export function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0)} MiB`;
}
