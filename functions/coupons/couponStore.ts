import { absent, type Item, type Table, type Write } from '../platform/dynamo.ts';
import { indexKeys, type Key, keys } from '../platform/keys.ts';
import {
  type Budget,
  budgetFields,
  budgetSchema,
  emptyBudget,
  exhausted,
  minus,
  shareOf,
} from './budget.ts';
import type { CouponKey } from './code.ts';
import { type Coupon, couponSchema, dueOf } from './coupon.ts';
import { reserveOf, type Rule } from './rule.ts';

/**
 * - `exists`: this occasion has its coupon already;
 * - `ruleChanged`: edited or paused since it was read.
 */
export type ReserveOutcome =
  | { outcome: 'reserved'; coupon: Coupon }
  | { outcome: 'exists'; coupon: Coupon }
  | { outcome: 'budgetMoney' | 'budgetCount' | 'ruleChanged' };

/** The outbox: every change of a coupon moves its share of the budget in the same transaction. */
export interface CouponStore {
  read(shop: string, key: CouponKey): Promise<Coupon | undefined>;
  /** Whose coupon a code is; the code as printed, upper case. */
  findByCode(shop: string, code: string): Promise<CouponKey | undefined>;
  /** All of one customer, of every rule. */
  ofCustomer(shop: string, customerId: string): Promise<Coupon[]>;
  /** Only if the occasion has none, the budget has room and the rule is as read and active. */
  reserve(shop: string, rule: Rule, coupon: Coupon): Promise<ReserveOutcome>;
  /** Replaces `before` by `after`, with `also` in the same transaction. */
  change(
    shop: string,
    before: Coupon,
    after: Coupon,
    also?: readonly Write[],
  ): Promise<'kept' | 'stale'>;
  /** Undoes a reservation no attempt was made on; the occasion may come again. */
  withdraw(shop: string, coupon: Coupon): Promise<'kept' | 'stale'>;
}

const keySchema = couponSchema.pick({ customerId: true, ruleId: true, occasion: true });

export function openCouponStore(table: Table): CouponStore {
  return {
    async read(shop, key) {
      const item = await table.get(itemKey(shop, key));
      return item === undefined ? undefined : couponSchema.parse(item);
    },
    async findByCode(shop, code) {
      const item = await table.get(keys.codeLookup(shop, code));
      return item === undefined ? undefined : keySchema.parse(item);
    },
    async ofCustomer(shop, customerId) {
      const { pk, sk } = keys.coupon(shop, customerId, '', '');
      const found: Coupon[] = [];
      for await (const page of table.query({ pk, prefix: sk.slice(0, -1) })) {
        found.push(...page.map((item) => couponSchema.parse(item)));
      }
      return found;
    },
    async reserve(shop, rule, coupon) {
      const kept = { ...coupon, rev: 1 };
      const answer = await table.transact([
        ruleIsAsRead(shop, rule),
        addToBudget(shop, coupon, shareOf(coupon), roomFor(rule)),
        { do: 'put', item: itemOf(shop, kept), condition: absent },
        {
          do: 'put',
          item: { ...keySchema.parse(coupon), ...keys.codeLookup(shop, coupon.code) },
          condition: absent,
        },
      ]);
      if (answer.outcome === 'done') return { outcome: 'reserved', coupon: kept };
      const [ruleCheck, budget, item] = answer.reasons;
      if (item?.failed === true) {
        return { outcome: 'exists', coupon: couponSchema.parse(item.existing) };
      }
      if (ruleCheck?.failed === true) return { outcome: 'ruleChanged' };
      if (budget?.failed === true) {
        const standing = budgetSchema.parse(budget.existing ?? {});
        return { outcome: exhausted(rule, standing) ?? 'budgetMoney' };
      }
      throw new Error('two occasions met on one coupon code');
    },
    async change(shop, before, after, also = []) {
      const kept = { ...after, rev: before.rev + 1 };
      const difference = minus(shareOf(after), shareOf(before));
      const put: Write = { do: 'put', item: itemOf(shop, kept), condition: atRev(before.rev) };
      const budget = isNothing(difference) ? [] : [addToBudget(shop, before, difference)];
      const { outcome } = await table.transact([put, ...budget, ...also]);
      return outcome === 'done' ? 'kept' : 'stale';
    },
    async withdraw(shop, coupon) {
      const { outcome } = await table.transact([
        {
          do: 'delete',
          key: itemKey(shop, coupon),
          condition: {
            expression: 'rev = :rev AND attempts = :none',
            values: { ':rev': coupon.rev, ':none': 0 },
          },
        },
        addToBudget(shop, coupon, minus(emptyBudget, shareOf(coupon))),
        { do: 'delete', key: keys.codeLookup(shop, coupon.code) },
      ]);
      return outcome === 'done' ? 'kept' : 'stale';
    },
  };
}

function itemKey(shop: string, key: CouponKey): Key {
  return keys.coupon(shop, key.customerId, key.ruleId, key.occasion);
}

function itemOf(shop: string, coupon: Coupon): Item & Key {
  const key = itemKey(shop, coupon);
  const due = dueOf(coupon);
  return {
    ...coupon,
    ...key,
    couponPk: indexKeys.couponsOf(shop, coupon.ruleId, coupon.state),
    couponSk: indexKeys.at(coupon.decidedAt, key.sk),
    ...(due === null
      ? {}
      : 'send' in due
        ? { duePk: indexKeys.couponsToSend(shop), dueSk: indexKeys.at(due.send, key.sk) }
        : { duePk: indexKeys.couponsToClose(shop), dueSk: indexKeys.at(due.close, key.sk) }),
  };
}

function atRev(rev: number) {
  return { expression: 'rev = :rev', values: { ':rev': rev } };
}

function ruleIsAsRead(shop: string, rule: Rule): Write {
  return {
    do: 'check',
    key: keys.rule(shop, rule.ruleId),
    condition: {
      expression: '#state = :active AND version = :version',
      names: { '#state': 'state' },
      values: { ':active': 'active', ':version': rule.version },
    },
  };
}

interface Room {
  expression: string;
  values: Record<string, number>;
}

/** Room left under each cap before one more coupon is added. */
function roomFor(rule: Rule): Room {
  const parts: string[] = [];
  const values: Record<string, number> = {};
  if (rule.budgetMinor !== null) {
    parts.push('(attribute_not_exists(committedMinor) OR committedMinor <= :moneyRoom)');
    values[':moneyRoom'] = rule.budgetMinor - reserveOf(rule);
  }
  if (rule.budgetCount !== null) {
    parts.push('(attribute_not_exists(coupons) OR coupons <= :countRoom)');
    values[':countRoom'] = rule.budgetCount - 1;
  }
  return { expression: parts.join(' AND '), values };
}

function addToBudget(
  shop: string,
  coupon: Pick<Coupon, 'ruleId' | 'period'>,
  amounts: Budget,
  room: Room = { expression: '', values: {} },
): Write {
  const changed = budgetFields.filter((field) => amounts[field] !== 0);
  const values = Object.fromEntries(changed.map((field) => [`:${field}`, amounts[field]]));
  return {
    do: 'update',
    key: keys.budget(shop, coupon.ruleId, coupon.period),
    expression: `ADD ${changed.map((field) => `${field} :${field}`).join(', ')}`,
    condition: { expression: room.expression, values: { ...values, ...room.values } },
  };
}

function isNothing(amounts: Budget): boolean {
  return budgetFields.every((field) => amounts[field] === 0);
}
