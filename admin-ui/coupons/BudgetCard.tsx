import { useTranslation } from 'react-i18next';
import type { RuleView } from '../../functions/coupons/coupons.schema.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Card } from '../ui/Card.tsx';
import { Text } from '../ui/Text.tsx';
import { BudgetMeter } from './BudgetMeter.tsx';

/** What this month's limits allow still, and what the rule gave so far. */
export function BudgetCard({ rule }: { rule: RuleView }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { settled, reserved } = rule.budget;
  return (
    <Card title={t('coupons.column.budget')}>
      <BudgetMeter budget={rule.budget} />
      {rule.budget.cap !== null && (
        <Text as="p" kind="small" tone="subdued">
          {t('coupons.budget.detail', {
            settled: formats.money(settled),
            reserved: formats.money(reserved),
          })}
        </Text>
      )}
      <Text as="p">
        {t('coupons.givenUsed', {
          given: formats.count(rule.issued),
          used: formats.count(rule.redeemed),
        })}
      </Text>
    </Card>
  );
}
