/** One printed line of a bench. */
export interface BenchRow {
  what: string;
  value: string;
  budget?: string;
}
