/** A message as delivered; `attempt` counts deliveries from 1. */
export interface Delivery {
  id: string;
  body: string;
  attempt: number;
  /** Wall time at which it was first kept, epoch milliseconds; the same at every delivery. */
  sentAtMs?: number;
}

/** SQS's promises: at least once, any order, redelivered until acknowledged, then dead letters. */
export interface Queue {
  /** Resolves only once the message is kept. */
  send(body: string, options?: SendOptions): Promise<void>;
}

export interface SendOptions {
  delaySeconds?: number;
  /**
   * Whose message it is (a shop): while one group has many messages under way, those of others go
   * before its own. No order is promised within a group.
   */
  group?: string;
}

/** Why a message was not done, in our own words. `poison`: no further try can change it. */
export interface Failure {
  kind: 'poison' | 'fault';
  reason: string;
}

/** `failed` are delivered again (partial batch failure); `why` says of them what is known. */
export interface BatchOutcome {
  failed: string[];
  why?: ReadonlyMap<string, Failure>;
}

/** Handles one batch. */
export type BatchHandler = (batch: readonly Delivery[]) => Promise<BatchOutcome>;
