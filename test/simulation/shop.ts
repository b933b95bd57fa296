import { bodyText, customerBody, idNumber, instant, orderBody, type ShopOrder } from './order.ts';

/** One webhook as the shop sends it. */
export interface Webhook {
  topic: string;
  body: string;
}

interface Buyer {
  id: string;
  email: string;
  firstName: string;
  updatedAt: number;
  /** Who took them over. */
  mergedInto: string | null;
  redacted: boolean;
}

export const shopDomain = 'tea-house.myshopify.com';
/** Ids beyond 2^53 are kept digit by digit. */
const idBase = 9_007_199_254_740_993n;
const largeMinor = 60_000;

/** What is true: the shop's own orders and customers, which a seed lets live. */
export class Shop {
  readonly orders = new Map<string, ShopOrder>();
  readonly deleted = new Set<string>();
  readonly buyers: Buyer[];
  /** Circles the shop told of by mistake: nobody can apply them. */
  readonly circles: { keptId: string; deletedId: string }[] = [];
  /** Codes of ours that a buyer has. */
  readonly codes: { code: string; customerId: string }[] = [];
  private readonly random: () => number;
  private readonly now: () => number;
  private readonly send: (webhook: Webhook) => void;
  private count = 0;
  private readonly moved = new Set<string>();

  constructor(random: () => number, now: () => number, send: (webhook: Webhook) => void) {
    this.random = random;
    this.now = now;
    this.send = send;
    this.buyers = Array.from({ length: 3 + this.pick(2) }, (_, index) => ({
      id: String(idBase + BigInt(index)),
      email: `buyer${String(index)}@example.com`,
      firstName: 'Ann',
      updatedAt: 1_700_000_000,
      mergedInto: null,
      redacted: false,
    }));
  }

  /** Something happens. */
  live(): void {
    const deeds: [number, () => void][] = [
      [
        30,
        () => {
          this.place();
        },
      ],
      [
        12,
        () => {
          this.pay();
        },
      ],
      [
        10,
        () => {
          this.refund();
        },
      ],
      [
        8,
        () => {
          this.cancel();
        },
      ],
      [
        10,
        () => {
          this.edit();
        },
      ],
      [
        12,
        () => {
          this.changeOwner();
        },
      ],
      [
        4,
        () => {
          this.delete();
        },
      ],
      [
        6,
        () => {
          this.updateBuyer();
        },
      ],
      [
        5,
        () => {
          this.tag();
        },
      ],
      [
        5,
        () => {
          this.merge();
        },
      ],
      [
        3,
        () => {
          this.redact();
        },
      ],
    ];
    let luck = this.random() * deeds.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, deed] of deeds) {
      luck -= weight;
      if (luck < 0) {
        deed();
        return;
      }
    }
  }

  /** No edit of the order ever gave it to somebody else; a merge does not count as one. */
  sameOwner(orderId: string): boolean {
    return !this.moved.has(orderId);
  }

  private pick(count: number): number {
    return Math.floor(this.random() * count);
  }

  private oneOf<T>(many: readonly T[]): T | undefined {
    return many[this.pick(many.length)];
  }

  private active(): Buyer[] {
    return this.buyers.filter((buyer) => buyer.mergedInto === null && !buyer.redacted);
  }

  /** Orders that may still change: of guests and of those who are there. */
  private open(): ShopOrder[] {
    const there = new Set<string | null>(this.active().map(({ id }) => id));
    return [...this.orders.values()].filter(
      ({ customerId }) => customerId === null || there.has(customerId),
    );
  }

  private owner(): string | null {
    return this.random() < 0.2 ? null : (this.oneOf(this.active())?.id ?? null);
  }

  private place(): void {
    this.count += 1;
    const now = this.now();
    const large = this.random() < 0.25;
    const own = this.random() < 0.3 ? this.oneOf(this.usable()) : undefined;
    const order: ShopOrder = {
      id: String(idBase * 2n + BigInt(this.count)),
      name: `#${String(1000 + this.count)}`,
      customerId: own?.customerId ?? this.owner(),
      placedAt: now,
      updatedAt: now,
      cancelledAt: null,
      payment: this.random() < 0.3 ? 'pending' : 'paid',
      totalMinor: (large ? largeMinor : 1000) + this.pick(900),
      discountMinor: own === undefined ? 0 : 500,
      codes: own === undefined ? [] : [own.code],
      refunds: [],
    };
    this.orders.set(order.id, order);
    this.tell('orders/create', order);
    if (this.random() < 0.5) this.tell('orders/paid', order);
  }

  private usable(): { code: string; customerId: string }[] {
    const there = new Set(this.active().map(({ id }) => id));
    return this.codes.filter(({ customerId }) => there.has(customerId));
  }

  /** Most changes fall into a second of their own; some share one with the change before. */
  private change(order: ShopOrder, changes: Partial<ShopOrder>, topic = 'orders/updated'): void {
    const changed = { ...order, ...changes, updatedAt: this.now() };
    this.orders.set(order.id, changed);
    this.tell(topic, changed);
  }

  private pay(): void {
    const order = this.oneOf(this.open().filter(({ payment }) => payment === 'pending'));
    if (order !== undefined) this.change(order, { payment: 'paid' });
  }

  private refund(): void {
    const order = this.oneOf(
      this.open().filter((one) => left(one) > 0 && one.payment !== 'pending'),
    );
    if (order === undefined) return;
    this.count += 1;
    const minor = this.random() < 0.5 ? left(order) : 1 + this.pick(left(order));
    const refund = { refundId: String(this.count), at: this.now(), minor };
    const payment = minor === left(order) ? 'refunded' : 'partiallyRefunded';
    this.change(order, { payment, refunds: [...order.refunds, refund] });
    const { id } = order;
    this.sendOut('refunds/create', { id: idNumber(refund.refundId), order_id: idNumber(id) });
  }

  private cancel(): void {
    const order = this.oneOf(this.open().filter(({ cancelledAt }) => cancelledAt === null));
    if (order === undefined) return;
    const payment = order.payment === 'pending' ? 'voided' : order.payment;
    this.change(order, { cancelledAt: this.now(), payment }, 'orders/cancelled');
  }

  private edit(): void {
    const order = this.oneOf(this.open());
    if (order !== undefined) this.change(order, { totalMinor: order.totalMinor + this.pick(500) });
  }

  private changeOwner(): void {
    const order = this.oneOf(this.open());
    if (order === undefined) return;
    this.moved.add(order.id);
    this.change(order, { customerId: this.owner() });
  }

  private delete(): void {
    const order = this.oneOf(this.open());
    if (order === undefined) return;
    this.orders.delete(order.id);
    this.deleted.add(order.id);
    this.sendOut('orders/delete', { id: idNumber(order.id) });
  }

  private updateBuyer(): void {
    const buyer = this.oneOf(this.active());
    if (buyer === undefined) return;
    buyer.updatedAt = this.now();
    buyer.email = `buyer${String(this.pick(9))}@example.org`;
    this.sendOut('customers/update', customerBody(buyer));
  }

  private tag(): void {
    const buyer = this.oneOf(this.active());
    if (buyer === undefined) return;
    this.sendOut(this.random() < 0.5 ? 'customer.tags_added' : 'customer.tags_removed', {
      customerId: `gid://shopify/Customer/${buyer.id}`,
      tags: ['vip'],
      occurredAt: instant(this.now()),
    });
  }

  private merge(): void {
    const [kept, gone] = [this.oneOf(this.active()), this.oneOf(this.active())];
    if (kept === undefined || gone === undefined || kept === gone) return;
    gone.mergedInto = kept.id;
    for (const order of this.orders.values()) {
      if (order.customerId === gone.id) {
        this.orders.set(order.id, { ...order, customerId: kept.id });
      }
    }
    this.tellMerge(kept.id, gone.id);
  }

  /** Tells the last merge the other way round, which nobody can do any more. */
  tellCircle(): void {
    const gone = this.buyers.find(({ mergedInto }) => mergedInto !== null);
    if (gone?.mergedInto === undefined || gone.mergedInto === null) return;
    this.circles.push({ keptId: gone.id, deletedId: gone.mergedInto });
    this.tellMerge(gone.id, gone.mergedInto);
  }

  private tellMerge(keptId: string, deletedId: string): void {
    this.sendOut('customers/merge', {
      admin_graphql_api_customer_kept_id: `gid://shopify/Customer/${keptId}`,
      admin_graphql_api_customer_deleted_id: `gid://shopify/Customer/${deletedId}`,
      status: 'completed',
      errors: [],
    });
  }

  private redact(): void {
    const buyer = this.oneOf(this.active());
    if (buyer === undefined || this.active().length < 2) return;
    buyer.redacted = true;
    const orders = [...this.orders.values()].filter(({ customerId }) => customerId === buyer.id);
    this.sendOut('customers/redact', {
      shop_domain: shopDomain,
      customer: { id: idNumber(buyer.id), email: buyer.email },
      orders_to_redact: orders.map(({ id }) => idNumber(id)),
    });
  }

  private tell(topic: string, order: ShopOrder): void {
    const buyer = this.buyers.find(({ id }) => id === order.customerId);
    this.sendOut(topic, orderBody(order, buyer === undefined ? null : customerBody(buyer)));
  }

  private sendOut(topic: string, body: object): void {
    this.send({ topic, body: bodyText(body) });
  }
}

function left(order: ShopOrder): number {
  return order.totalMinor - order.refunds.reduce((sum, { minor }) => sum + minor, 0);
}
