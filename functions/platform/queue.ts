/** A message as delivered; `attempt` counts deliveries from 1. */
export interface Delivery {
  id: string;
  body: string;
  attempt: number;
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

/** Handles one batch; the ids it answers with are delivered again (partial batch failure). */
export type BatchHandler = (batch: readonly Delivery[]) => Promise<{ failed: string[] }>;
