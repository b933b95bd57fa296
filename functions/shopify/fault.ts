/**
 * How a call to Shopify failed.
 * - `unauthenticated`: the token no longer holds (401), also after it was renewed once;
 * - `refused`: Shopify answered and did not do it; asking again gets the same answer;
 * - `busy`: throttled or unavailable beyond our patience, and certainly not done;
 * - `unknown`: the answer was lost, so it may have been done: look before asking again;
 * - `malformed`: an answer we cannot read.
 */
export type ShopifyFaultKind = 'unauthenticated' | 'refused' | 'busy' | 'unknown' | 'malformed';

/** A call that failed for good; `message` holds codes only, because Shopify's own words may quote people. */
export class ShopifyFault extends Error {
  readonly kind: ShopifyFaultKind;
  /** Codes of the GraphQL errors, such as ACCESS_DENIED. */
  readonly codes: readonly string[];
  /** Shopify's own sentences: may quote what was sent, so never logged. */
  readonly reasons: readonly string[];

  constructor(
    kind: ShopifyFaultKind,
    operation: string,
    details: { codes?: readonly string[]; reasons?: readonly string[]; status?: number } = {},
  ) {
    const codes = details.codes ?? [];
    const status = details.status === undefined ? '' : ` (HTTP ${String(details.status)})`;
    super(
      `Shopify ${kind}: ${operation}${status}${codes.length > 0 ? ` ${codes.join(', ')}` : ''}`,
    );
    this.name = 'ShopifyFault';
    this.kind = kind;
    this.codes = codes;
    this.reasons = details.reasons ?? [];
  }
}
