import { useTranslation } from 'react-i18next';
import type { Overview } from '../../functions/insights/overview.schema.ts';
import { customerPath } from '../customers/paths.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Card } from '../ui/Card.tsx';
import { List } from '../ui/Facts.tsx';
import { Link } from '../ui/Link.tsx';
import { Row, Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';
import { When } from '../ui/When.tsx';

const shownOrders = 8;

/** Orders as they arrive, newest first. */
export function LatestOrders({ overview: { latest } }: { overview: Overview }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <Card title={t('overview.latest.title')}>
      {latest.length === 0 && (
        <Text as="p" tone="subdued">
          {t('overview.latest.none')}
        </Text>
      )}
      <List>
        {latest.slice(0, shownOrders).map((order) => {
          const name = order.name ?? t('shell.orderWithoutName', { id: order.orderId });
          return (
            <li key={order.orderId} data-order={order.orderId}>
              <Row align="space-between" wrap={false}>
                <Stack gap="none">
                  {order.customerId === null ? (
                    <Text strong>{name}</Text>
                  ) : (
                    <Link to={customerPath(order.customerId)} look="row">
                      {name}
                    </Link>
                  )}
                  <Text kind="small" tone="subdued">
                    <When at={order.placedAt} />
                    {order.customerId === null && ` · ${t('overview.latest.walkIn')}`}
                  </Text>
                </Stack>
                <Text numeric>{formats.money(order.total)}</Text>
              </Row>
            </li>
          );
        })}
      </List>
    </Card>
  );
}
