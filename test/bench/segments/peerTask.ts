import type { Settings } from '../../../functions/shops/settings.schema.ts';

/** What a peer is asked to do, in a process of its own with one thread. */
export interface PeerTask {
  /** Folder whose node_modules hold the peer. */
  peers: string;
  /** The orders: id, customer c, day d, placed and cancelled (epoch seconds; 0: not), counts and code (0 or 1), total, discount disc. */
  parquet: string;
  /** Refunds: id of the order, refundedAt, minor. */
  refunds: string;
  /** Epoch seconds: what is later has not happened. */
  asOf: number;
  /** Day number as of which customers are classified. */
  today: number;
  rounds: number;
  schemes: readonly string[];
  /** What the promotion attitude is told by. */
  promotion: Settings['promotion'];
}

export interface PeerAnswer {
  /** Processor time of the best round. */
  ms: number;
  /** Customers by class of each scheme: it must have done the same job. */
  counts: Record<string, Record<string, number>>;
}

export function readTask(): PeerTask {
  return JSON.parse(process.argv[2] ?? '{}') as PeerTask;
}

export function answerOf(answer: PeerAnswer): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
