import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Overview } from '../../functions/insights/overview.schema.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { List } from '../ui/Facts.tsx';
import { Link } from '../ui/Link.tsx';
import { Row } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';

const memory = 'setup-guide';

/** The first steps, until they are done or put away. */
export function SetupGuide({ overview }: { overview: Overview }) {
  const { t } = useTranslation();
  const [hidden, setHidden] = useState(() => localStorage.getItem(memory) === 'hidden');
  const steps = [
    { key: 'history', done: overview.backfill.state === 'done' || overview.orders > 0 },
    { key: 'classes', done: overview.freshness.computedAt !== null },
    { key: 'rule', done: overview.cards.activeRules > 0, to: '/coupons' },
  ] as const;
  if (hidden || steps.every((step) => step.done)) return null;
  return (
    <Card
      title={t('overview.setup.title')}
      action={
        <Button
          look="plain"
          label={`${t('shell.hide')}: ${t('overview.setup.title')}`}
          onClick={() => {
            localStorage.setItem(memory, 'hidden');
            setHidden(true);
          }}
        >
          {t('shell.hide')}
        </Button>
      }
    >
      <List>
        {steps.map((step) => (
          <li key={step.key}>
            <Row>
              <Badge {...(step.done && { tone: 'success' as const })}>
                {step.done ? t('overview.setup.done') : t('overview.setup.open')}
              </Badge>
              <Text>{t(`overview.setup.${step.key}`)}</Text>
              {step.key === 'rule' && !step.done && (
                <Link to={step.to}>{t('overview.setup.ruleAction')}</Link>
              )}
            </Row>
          </li>
        ))}
      </List>
    </Card>
  );
}
