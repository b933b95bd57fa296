import { useTranslation } from 'react-i18next';
import type { RuleState as State } from '../../functions/coupons/coupons.schema.ts';
import { Badge } from '../ui/Badge.tsx';

export function RuleState({ state }: { state: State }) {
  const { t } = useTranslation();
  return (
    <Badge {...(state === 'active' && { tone: 'success' as const })}>
      {t(`coupons.ruleState.${state}`)}
    </Badge>
  );
}
