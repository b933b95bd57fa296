import { useTranslation } from 'react-i18next';
import type { SegmentPreview } from '../../functions/segments/segments.schema.ts';
import { customerPath } from '../customers/paths.ts';
import { useCustomerName } from '../customers/useCustomerName.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { List } from '../ui/Facts.tsx';
import { Link } from '../ui/Link.tsx';
import { Row, Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';

/** A few of those found, each with the conditions and their own values. */
export function SampleList({ sample }: { sample: SegmentPreview['sample'] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const nameOf = useCustomerName();
  return (
    <Stack gap="small">
      <Text as="h3" kind="small" tone="subdued">
        {t('segments.panel.sample')}
      </Text>
      <List>
        {sample.map((customer) => (
          <li key={customer.id}>
            <Row align="space-between" wrap={false}>
              <Link to={customerPath(customer.id)}>{nameOf(customer)}</Link>
              <Text numeric>{formats.money(customer.netSpent)}</Text>
            </Row>
            {customer.why.length > 0 && (
              <details className="c-why">
                <summary>
                  <Text kind="small" tone="subdued">
                    {t('segments.panel.why')}
                  </Text>
                </summary>
                <ul className="c-attributes">
                  {customer.why.map(({ condition, holds, value }) => (
                    <li key={condition}>
                      <code className="c-code c-break">{condition}</code>{' '}
                      <Text kind="small" tone="subdued">
                        {value === null
                          ? t('segments.panel.holds.unknown')
                          : t('segments.panel.holdsWith', {
                              holds: t(`segments.panel.holds.${holds}`),
                              value,
                            })}
                      </Text>
                    </li>
                  ))}
                </ul>
              </details>
            )}
          </li>
        ))}
      </List>
    </Stack>
  );
}
