/** Tags of a customer and the labels in our metafield (null: there is none), as the shop has them now. */
export interface FoundMarks {
  tags: string[];
  labels: string[] | null;
}

/**
 * Tags and labels of customers at the shop. Every deed may be done again; a customer who is not
 * there (any more) is left out of what is found, and out of what was done.
 */
export interface CustomerMarks {
  read(shop: string, customerIds: readonly string[]): Promise<Map<string, FoundMarks>>;
  addTags(shop: string, customerId: string, tags: readonly string[]): Promise<MarkOutcome>;
  removeTags(shop: string, customerId: string, tags: readonly string[]): Promise<MarkOutcome>;
  /** All or none of them: where one is refused, each is asked by itself. */
  setLabels(shop: string, wanted: readonly Labelled[]): Promise<Map<string, MarkOutcome>>;
  deleteLabels(shop: string, customerIds: readonly string[]): Promise<void>;
}

/** `refused`: the shop will not have it, such as the 251st tag of a customer, or one who is gone. */
export type MarkOutcome = 'done' | 'refused';

export interface Labelled {
  customerId: string;
  labels: readonly string[];
}
