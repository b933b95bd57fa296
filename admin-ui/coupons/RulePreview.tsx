import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Preview } from '../../functions/coupons/coupons.schema.ts';
import { previewQuery } from '../api/queries.ts';
import { customerPath, customersPath } from '../customers/paths.ts';
import { useCustomerName } from '../customers/useCustomerName.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Failure } from '../shell/Failure.tsx';
import { Card, Divider } from '../ui/Card.tsx';
import { Facts, List } from '../ui/Facts.tsx';
import { Link } from '../ui/Link.tsx';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import { Row, Stack } from '../ui/Stack.tsx';
import { Term } from '../ui/Term.tsx';
import { Text } from '../ui/Text.tsx';
import { useSettled } from '../ui/useSettled.ts';
import { CouponPreview } from './CouponPreview.tsx';
import { dueQuery } from './dueQuery.ts';
import { inputOf, type RuleDraft } from './ruleDraft.ts';

const pauseMs = 400;

/** Who would get it now, and why the others would not; follows the fields as they change. */
export function RulePreview({
  draft,
  sound,
  ruleId,
}: {
  draft: RuleDraft;
  sound: boolean;
  /** Null: not kept yet. */
  ruleId: string | null;
}) {
  const { t } = useTranslation();
  const settled = useSettled(JSON.stringify(inputOf(draft)), pauseMs);
  const current = JSON.stringify(inputOf(draft)) === settled;
  const preview = useQuery({ ...previewQuery(inputOf(draft), ruleId), enabled: sound && current });
  return (
    <>
      <Card title={t('coupons.preview.coupon')}>
        <CouponPreview draft={draft} />
      </Card>
      <Card title={t('coupons.preview.title')}>
        <div aria-live="polite" aria-busy={preview.isFetching}>
          {preview.error !== null && sound ? (
            <Failure error={preview.error} />
          ) : preview.data === undefined ? (
            <SkeletonLines lines={5} />
          ) : (
            <Waterfall preview={preview.data} draft={draft} />
          )}
        </div>
      </Card>
    </>
  );
}

function Waterfall({ preview, draft }: { preview: Preview; draft: RuleDraft }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const query = dueQuery(draft.trigger);
  if (query === null) {
    return (
      <Text as="p" tone="subdued">
        {t('coupons.preview.large')}
      </Text>
    );
  }
  const people = (words: string) => (
    <Link to={customersPath({ query })} look="quiet">
      {words}
    </Link>
  );
  const count = (value: number) => ({ count: value, formatted: formats.count(value) });
  return (
    <Stack gap="small">
      <Text as="p" strong>
        {people(t('coupons.preview.matching', count(preview.matching)))}
      </Text>
      <Facts
        facts={preview.excluded
          .filter((one) => one.count > 0)
          .map((one) => ({
            key: one.reason,
            name: t(`coupons.excluded.${one.reason}`),
            value: `−${formats.count(one.count)}`,
          }))}
      />
      <Divider />
      <Text as="p" kind="heading">
        {t('coupons.preview.receiving', count(preview.receiving))}
      </Text>
      <Text as="p" tone="subdued">
        {preview.receiving === 0 ? (
          t('coupons.preview.none')
        ) : (
          <Term meaning={t('term.ceiling')}>
            {preview.costCeiling === null
              ? t('coupons.preview.noCeiling')
              : t('coupons.preview.ceiling', { money: formats.money(preview.costCeiling) })}
          </Term>
        )}
      </Text>
      {preview.sample.length > 0 && <Sample sample={preview.sample} />}
    </Stack>
  );
}

function Sample({ sample }: { sample: Preview['sample'] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const nameOf = useCustomerName();
  return (
    <Stack gap="small">
      <Text as="h3" kind="small" tone="subdued">
        {t('coupons.preview.sample')}
      </Text>
      <List>
        {sample.map((customer) => (
          <li key={customer.id}>
            <Row align="space-between" wrap={false}>
              <Link to={customerPath(customer.id)}>{nameOf(customer)}</Link>
              <Text numeric>{formats.money(customer.netSpent)}</Text>
            </Row>
          </li>
        ))}
      </List>
    </Stack>
  );
}
