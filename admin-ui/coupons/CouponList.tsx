import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CouponView, RuleView } from '../../functions/coupons/coupons.schema.ts';
import { useMarkDelivered } from '../api/deeds.ts';
import { couponsQuery, livelyMs } from '../api/queries.ts';
import { useFailureWords } from '../api/useFailureWords.ts';
import { customerPath } from '../customers/paths.ts';
import { useCustomerName } from '../customers/useCustomerName.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { LoadMore } from '../shell/LoadMore.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Row } from '../ui/Stack.tsx';
import { Table, type Column } from '../ui/Table.tsx';
import { Text } from '../ui/Text.tsx';
import { toast } from '../ui/toast.ts';
import { When } from '../ui/When.tsx';
import { CouponState } from './CouponState.tsx';

/** The coupons a rule gave; those not sent can be copied and marked as sent. */
export function CouponList({ rule }: { rule: RuleView }) {
  const { t } = useTranslation();
  const columns = useColumns();
  const list = useInfiniteQuery({ ...couponsQuery(rule.id), refetchInterval: livelyMs });
  const coupons = list.data?.pages.flatMap((page) => page.coupons) ?? [];
  const unsent = coupons.some((coupon) => coupon.state === 'issued');
  return (
    <Card title={t('coupons.list.title')} flush>
      {coupons.length === 0 ? (
        <div className="c-dialog-part">
          <Text as="p" tone="subdued">
            {rule.state === 'draft' ? t('coupons.list.noneDraft') : t('coupons.list.none')}
          </Text>
        </div>
      ) : (
        <>
          {unsent && (
            <div className="c-dialog-part">
              <Text as="p" tone="subdued">
                {t('coupons.list.notSentHint')}
              </Text>
            </div>
          )}
          <Table
            caption={t('coupons.list.title')}
            columns={columns}
            rows={coupons}
            rowKey={(coupon) => coupon.id}
            rowLink={(coupon) => customerPath(coupon.customerId)}
          />
        </>
      )}
      <LoadMore list={list} />
    </Card>
  );
}

function useColumns(): readonly Column<CouponView>[] {
  const { t } = useTranslation();
  const nameOf = useCustomerName();
  const formats = useFormats();
  return [
    {
      key: 'customer',
      header: t('coupons.list.customer'),
      phone: 'title',
      cell: (coupon) => nameOf({ id: coupon.customerId, name: coupon.customerName }),
    },
    {
      key: 'code',
      header: t('coupons.list.code'),
      phone: 'meta',
      cell: (coupon) => <code className="c-code">{coupon.code}</code>,
    },
    {
      key: 'state',
      header: t('coupons.list.state'),
      phone: 'value',
      cell: (coupon) => (
        <>
          <CouponState state={coupon.state} />
          {coupon.refusal !== null && (
            <Text as="p" kind="small" tone="subdued">
              {coupon.refusal}
            </Text>
          )}
        </>
      ),
    },
    {
      key: 'valid',
      header: t('coupons.list.valid'),
      phone: 'meta',
      cell: (coupon) => (
        <>
          <span className="c-wide-only">
            <When at={coupon.expiresAt} exact />
          </span>
          <span className="c-phone-only">
            {t('coupons.list.until', { date: formats.date(coupon.expiresAt) })}
          </span>
        </>
      ),
    },
    {
      key: 'action',
      header: <span className="c-visually-hidden">{t('shell.copy')}</span>,
      phone: 'action',
      align: 'end',
      cell: (coupon) => (coupon.state === 'issued' ? <Unsent coupon={coupon} /> : null),
    },
  ];
}

function Unsent({ coupon }: { coupon: CouponView }) {
  const { t } = useTranslation();
  const words = useFailureWords();
  const deliver = useMarkDelivered();
  return (
    <Row gap="tight" wrap={false}>
      <CopyButton
        text={coupon.code}
        words={{
          copy: t('shell.copy'),
          copied: t('shell.copied'),
          failed: t('shell.copyFailed'),
        }}
      />
      <Button
        look="plain"
        loading={deliver.isPending}
        label={`${t('coupons.list.markSent')}: ${coupon.code}`}
        onClick={() => {
          deliver.mutate(coupon.id, {
            onSuccess: () => toast(t('coupons.list.markedSent')),
            onError: (error) => window.shopify.toast.show(words(error), { isError: true }),
          });
        }}
      >
        {t('coupons.list.markSent')}
      </Button>
    </Row>
  );
}
