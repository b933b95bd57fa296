/** `again`: not now, ask in so many seconds. `report`: what was done, for whoever asked. */
export type JobOutcome =
  { outcome: 'done'; report: object } | { outcome: 'again'; afterSeconds: number };

/** Seconds until a job is asked for again. */
export interface JobWaits {
  /** Another run holds the shop. */
  busy: number;
  /** The shop is writing a file of its history. */
  bulk: number;
}
