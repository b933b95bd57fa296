import { useTranslation } from 'react-i18next';
import type { UsedBy } from '../../functions/segments/segments.schema.ts';
import { Badge } from '../ui/Badge.tsx';
import { Card } from '../ui/Card.tsx';
import { List } from '../ui/Facts.tsx';
import { Link } from '../ui/Link.tsx';
import { Row } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';
import { segmentPath } from './segmentPath.ts';

/** Rules and other segments that ask for this one. */
export function SegmentUses({ usedBy }: { usedBy: readonly UsedBy[] }) {
  const { t } = useTranslation();
  return (
    <Card title={t('segments.uses.title')}>
      {usedBy.length === 0 ? (
        <Text as="p" tone="subdued">
          {t('segments.uses.none')}
        </Text>
      ) : (
        <UsesList usedBy={usedBy} />
      )}
    </Card>
  );
}

export function UsesList({ usedBy }: { usedBy: readonly UsedBy[] }) {
  const { t } = useTranslation();
  return (
    <List>
      {usedBy.map(({ kind, id, name, active }) => (
        <li key={`${kind} ${id}`}>
          <Row>
            <Link to={kind === 'segment' ? segmentPath(id) : `/coupons/${encodeURIComponent(id)}`}>
              {name}
            </Link>
            <Text tone="subdued">{t(`segments.uses.${kind}`)}</Text>
            {active && <Badge tone="success">{t('segments.uses.active')}</Badge>}
          </Row>
        </li>
      ))}
    </List>
  );
}
