import { type AuditEntry, auditWrite } from '../platform/auditLog.ts';
import { revIs, type Table } from '../platform/dynamo.ts';
import { keys } from '../platform/keys.ts';
import { budgetSchema, type Budget } from './budget.ts';
import { ruleSchema, type Rule } from './rule.ts';

/** A month's budget of one rule. */
export interface KeptBudget {
  ruleId: string;
  period: string;
  budget: Budget;
}

/** Coupon rules and their budgets, as kept. */
export interface RuleStore {
  list(shop: string): Promise<Rule[]>;
  read(shop: string, ruleId: string): Promise<Rule | undefined>;
  /**
   * Keeps the rule where `rule.rev` is still the kept one (0: where there is none yet), with a note
   * of who changed it in the same transaction.
   */
  write(shop: string, rule: Rule, audit?: AuditEntry): Promise<'kept' | 'stale'>;
  /** Every month of one rule, or of all. */
  budgets(shop: string, ruleId?: string): Promise<KeptBudget[]>;
}

export function openRuleStore(table: Table): RuleStore {
  return {
    async list(shop) {
      const { pk, sk } = keys.rule(shop, '');
      const rules: Rule[] = [];
      for await (const page of table.query({ pk, prefix: sk })) {
        rules.push(...page.map((item) => ruleSchema.parse(item)));
      }
      return rules.sort((a, b) => a.createdAt - b.createdAt || (a.ruleId < b.ruleId ? -1 : 1));
    },
    async read(shop, ruleId) {
      const item = await table.get(keys.rule(shop, ruleId));
      return item === undefined ? undefined : ruleSchema.parse(item);
    },
    async write(shop, rule, audit) {
      const rev = rule.rev + 1;
      const item = { ...rule, rev, ...keys.rule(shop, rule.ruleId) };
      const { outcome } = await table.transact([
        { do: 'put', item, condition: revIs(rule.rev) },
        ...(audit === undefined ? [] : [auditWrite(shop, audit, rev)]),
      ]);
      return outcome === 'done' ? 'kept' : 'stale';
    },
    async budgets(shop, ruleId) {
      const { pk, sk } = keys.budget(shop, ruleId ?? '', '');
      const prefix = ruleId === undefined ? sk.slice(0, -1) : sk;
      const found: KeptBudget[] = [];
      for await (const page of table.query({ pk, prefix })) {
        found.push(
          ...page.map((item) => {
            const [, id = '', period = ''] = String(item['sk']).split('#');
            return { ruleId: id, period, budget: budgetSchema.parse(item) };
          }),
        );
      }
      return found;
    },
  };
}
