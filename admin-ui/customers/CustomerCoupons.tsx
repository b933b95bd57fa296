import { useTranslation } from 'react-i18next';
import type { CustomerFile } from '../../functions/admin/customers.schema.ts';
import { CouponState } from '../coupons/CouponState.tsx';
import { useOfferWords } from '../coupons/useOfferWords.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Card } from '../ui/Card.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { List } from '../ui/Facts.tsx';
import { Link } from '../ui/Link.tsx';
import { Row, Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';

/** What this customer was given; a code that was not sent can be copied. */
export function CustomerCoupons({ file: { coupons } }: { file: CustomerFile }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const offerWords = useOfferWords();
  return (
    <Card title={t('customers.coupons.title')}>
      {coupons.length === 0 ? (
        <Text as="p" tone="subdued">
          {t('customers.coupons.none')}
        </Text>
      ) : (
        <List>
          {coupons.map((coupon) => (
            <li key={coupon.code}>
              <Stack gap="tight">
                <Row align="space-between">
                  <code className="c-code">{coupon.code}</code>
                  {coupon.state === 'issued' && (
                    <CopyButton
                      text={coupon.code}
                      words={{
                        copy: t('shell.copy'),
                        copied: t('shell.copied'),
                        failed: t('shell.copyFailed'),
                      }}
                    />
                  )}
                </Row>
                <Row gap="tight">
                  <CouponState state={coupon.state} />
                  <Text>{offerWords(coupon.offer)}</Text>
                </Row>
                <Text kind="small" tone="subdued">
                  <Link to={`/coupons/${encodeURIComponent(coupon.ruleId)}`} look="quiet">
                    {coupon.ruleName}
                  </Link>
                  {coupon.expiresAt !== null &&
                    ` · ${t('coupons.list.until', { date: formats.date(coupon.expiresAt) })}`}
                </Text>
              </Stack>
            </li>
          ))}
        </List>
      )}
    </Card>
  );
}
