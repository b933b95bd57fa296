import type {
  CreateOutcome,
  DiscountDraft,
  Discounts,
  FoundDiscount,
} from '../../functions/shopify/discounts.ts';

/** What goes wrong with the next call. */
export type Mishap =
  | 'lost' // never arrives, the answer times out
  | 'landed' // done, the answer times out
  | 'late' // the answer times out, done when `land()` is called
  | 'later' // certainly not done
  | 'none';

/** Codes at a shop, unique as the shop keeps them, with mishaps on demand. */
export class ShopShelf implements Discounts {
  readonly codes = new Map<string, FoundDiscount & { draft: DiscountDraft | null }>();
  readonly #pending: (() => void)[] = [];
  #made = 0;
  next: () => Mishap = () => 'none';
  refusal: { code: string; words: string } | null = null;
  creates = 0;

  async find(_shop: string, code: string): Promise<FoundDiscount | null> {
    await Promise.resolve();
    return this.codes.get(code) ?? null;
  }

  async create(_shop: string, draft: DiscountDraft): Promise<CreateOutcome> {
    await Promise.resolve();
    this.creates += 1;
    switch (this.next()) {
      case 'lost':
        throw new Error('timed out');
      case 'landed':
        this.#put(draft);
        throw new Error('timed out');
      case 'late':
        this.#pending.push(() => this.#put(draft));
        throw new Error('timed out');
      case 'later':
        return { outcome: 'later' };
      case 'none':
        return this.refusal === null ? this.#put(draft) : { outcome: 'refused', ...this.refusal };
    }
  }

  /** Calls whose answer was given up on arrive now. */
  land(): void {
    for (const put of this.#pending.splice(0)) put();
  }

  occupy(code: string, customerIds: string[]): void {
    this.codes.set(code, { discountId: 'other', title: 'Summer', customerIds, draft: null });
  }

  #put(draft: DiscountDraft): CreateOutcome {
    if (this.codes.has(draft.code)) return { outcome: 'taken' };
    this.#made += 1;
    const discountId = `gid://shopify/DiscountCodeNode/${String(this.#made)}`;
    const { title, customerId, code } = draft;
    this.codes.set(code, { discountId, title, customerIds: [customerId], draft });
    return { outcome: 'made', discountId };
  }
}
