import { useTranslation } from 'react-i18next';
import type { Overview } from '../../functions/insights/overview.schema.ts';
import { customersPath } from '../customers/paths.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Button } from '../ui/Button.tsx';
import { Divider } from '../ui/Card.tsx';
import { Facts } from '../ui/Facts.tsx';
import { Row } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';

/** Who is in one box, and what can be done with them. */
export function ChosenBox({
  cell,
  name,
}: {
  cell: Pick<Overview['matrix'][number], 'customers' | 'netSpent' | 'averageOrder' | 'query'>;
  name: string;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <div role="region" aria-live="polite" aria-label={name}>
      <Divider />
      <div className="c-chosen">
        <Text as="h3" kind="heading">
          {name}
        </Text>
        <Facts
          facts={[
            {
              key: 'customers',
              name: t('overview.matrix.customers'),
              value: formats.count(cell.customers),
            },
            { key: 'spent', name: t('overview.matrix.spent'), value: formats.money(cell.netSpent) },
            {
              key: 'average',
              name: t('overview.matrix.average'),
              value: cell.averageOrder === null ? '–' : formats.money(cell.averageOrder),
            },
          ]}
        />
        <Row>
          <Button to={customersPath({ query: cell.query })}>{t('overview.matrix.view')}</Button>
          <Button
            look="plain"
            to={`/coupons/new?${new URLSearchParams({ who: cell.query }).toString()}`}
          >
            {t('overview.matrix.rule')}
          </Button>
        </Row>
      </div>
    </div>
  );
}
