import { useTranslation } from 'react-i18next';
import type { RuleView } from '../../functions/coupons/coupons.schema.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Meter } from '../ui/Meter.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';
import { addAmounts } from './addAmounts.ts';

/** How much of this month's limits is used: money where there is a cap, else coupons. */
export function BudgetMeter({ budget }: { budget: RuleView['budget'] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { cap, reserved, settled, countCap, count } = budget;
  if (cap === null && countCap === null) {
    return <Text tone="subdued">{t('coupons.budget.none')}</Text>;
  }
  if (cap === null) {
    const of = countCap ?? 0;
    const label = t('coupons.budget.count', {
      used: formats.count(count),
      cap: formats.count(of),
    });
    return (
      <Stack gap="tight">
        <Text kind="small">{label}</Text>
        <Meter label={label} settled={count} of={of} />
      </Stack>
    );
  }
  // For the width of a bar only: the amounts shown stay exact.
  const spent = Number(settled.amount);
  const promised = Number(reserved.amount);
  const label = t('coupons.budget.money', {
    used: formats.money({ ...cap, amount: addAmounts(settled.amount, reserved.amount) }),
    cap: formats.money(cap),
  });
  return (
    <Stack gap="tight">
      <Text kind="small">{label}</Text>
      <Meter label={label} settled={spent} reserved={promised} of={Number(cap.amount)} />
    </Stack>
  );
}
