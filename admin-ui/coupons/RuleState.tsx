import { useTranslation } from 'react-i18next';
import type { RuleView } from '../../functions/coupons/coupons.schema.ts';
import { Badge } from '../ui/Badge.tsx';
import { Row } from '../ui/Stack.tsx';

/** On, paused or a draft; and where it is on and waits for somebody to look, that too. */
export function RuleState({ rule: { state, held } }: { rule: RuleView }) {
  const { t } = useTranslation();
  return (
    <Row>
      <Badge {...(state === 'active' && { tone: 'success' as const })}>
        {t(`coupons.ruleState.${state}`)}
      </Badge>
      {held !== null && state === 'active' && (
        <Badge tone="warning">{t(`heldRule.${held.reason}.badge`)}</Badge>
      )}
    </Row>
  );
}
