import type { OrderFact } from '../customers/orderFact.ts';
import type { Consent, ProfileFact } from '../customers/profile.ts';

/** What one delivery says, in our words, whichever shop sent it. */
export type Told =
  | OrderTold
  | CustomerTold
  | { kind: 'orderDeleted'; orderId: string }
  | { kind: 'product'; product: Product }
  | { kind: 'uninstalled' }
  | { kind: 'scopes'; scopes: string[]; atMs: number }
  | { kind: 'merged'; keptId: string; deletedId: string; completed: boolean }
  | { kind: 'compliance'; request: ComplianceRequest };

/** `reread`: the body alone cannot say what moved in the shop's own currency. */
export type OrderTold =
  | {
      kind: 'order';
      fact: OrderFact;
      profile: ProfileFact | null;
      /** ISO 4217, of every amount in the fact. */
      currency: string;
    }
  | { kind: 'reread'; orderId: string };

/** What a shop says about one customer besides their orders. */
export type CustomerTold =
  | { kind: 'customer'; profile: ProfileFact }
  | { kind: 'customerDeleted'; customerId: string }
  | { kind: 'tags'; customerId: string; tags: string[]; on: boolean; atMs: number }
  | { kind: 'consent'; customerId: string; channel: 'email' | 'sms'; consent: Consent }
  | {
      kind: 'summary';
      customerId: string;
      shopSays: NonNullable<ProfileFact['shopSays']>;
    };

export interface Product {
  productId: string;
  title: string | null;
  type: string | null;
  vendor: string | null;
  /** As the shop writes them, each once. */
  tags: string[];
  /** Names of its options, such as "Size", in the order a variant's title has their values. */
  options: string[];
  /** Epoch seconds. */
  updatedAt: number;
}

/** What the law asks about a person or the whole shop. */
export interface ComplianceRequest {
  topic: 'customers/data_request' | 'customers/redact' | 'shop/redact';
  /** The shop the signed body names; the header is unsigned. */
  shopDomain: string;
  customerId: string | null;
  /** Whom the shop means by address; never kept as it is. */
  email: string | null;
  orderIds: string[];
  /** The shop's own number of a data request. */
  requestId: string | null;
}
