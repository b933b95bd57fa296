import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CustomerFile } from '../../functions/admin/customers.schema.ts';
import { customerQuery, livelyMs } from '../api/queries.ts';
import { RequestFailed } from '../api/requestFailed.ts';
import { useClassWords } from '../i18n/classWords.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Failure } from '../shell/Failure.tsx';
import { Badge } from '../ui/Badge.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Card } from '../ui/Card.tsx';
import { OuterLink } from '../ui/Link.tsx';
import { Columns, Page } from '../ui/Page.tsx';
import { Skeleton, SkeletonLines } from '../ui/Skeleton.tsx';
import { Row, Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';
import { AsOfDay, PastBanner } from './AsOfDay.tsx';
import { Classes } from './Classes.tsx';
import { Contact } from './Contact.tsx';
import { CustomerPrivacy } from './CustomerPrivacy.tsx';
import { CustomerCoupons } from './CustomerCoupons.tsx';
import { Duplicates } from './Duplicates.tsx';
import { Family } from './Family.tsx';
import { KeyNumbers } from './KeyNumbers.tsx';
import { LeadSentence } from './LeadSentence.tsx';
import { Taste } from './Taste.tsx';
import { Timeline } from './Timeline.tsx';
import { WhatComesNext } from './WhatComesNext.tsx';
import { useCustomerName } from './useCustomerName.ts';

const route = getRouteApi('/customers/$id');

/** One customer's file: first a sentence, then why they are where they are, then what happened. */
export function CustomerPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const navigate = route.useNavigate();
  const nameOf = useCustomerName();
  const { asOf } = route.useSearch();
  const { data, error, refetch } = useQuery({
    ...customerQuery(id, asOf),
    refetchInterval: asOf === undefined ? livelyMs : false,
  });
  const goTo = (day: string | undefined) => {
    const on = day === undefined ? {} : { asOf: day };
    void navigate({ search: ({ locale }) => ({ ...(locale !== undefined && { locale }), ...on }) });
  };
  const back = { to: '/customers', label: `${t('shell.back')}: ${t('shell.customers')}` };
  if (data === undefined) {
    return (
      <Page title={t('shell.customerWithoutName', { id })} back={back}>
        {error === null ? (
          <FileSkeleton />
        ) : asOf !== undefined && error instanceof RequestFailed && error.code === 'invalid' ? (
          <Card>
            <AsOfDay asOf={asOf} onChange={goTo} refused={error.message} />
          </Card>
        ) : (
          <Failure error={error} onRetry={() => void refetch()} />
        )}
      </Page>
    );
  }
  return (
    <Page
      title={nameOf(data)}
      back={back}
      beside={<Standing file={data} />}
      subtitle={<LeadSentence file={data} />}
      leading
      actions={<OuterLink href={data.shopifyUrl}>{t('customers.file.openInShopify')}</OuterLink>}
    >
      <Stack gap="large">
        {data.past !== null && <PastBanner past={data.past} onBack={() => goTo(undefined)} />}
        {data.past === null && data.historyIncomplete && <Incomplete file={data} />}
        <Columns
          aside={
            <Stack gap="large">
              {data.past === null && <WhatComesNext file={data} />}
              <KeyNumbers file={data} />
              <Card>
                <AsOfDay asOf={asOf} onChange={goTo} />
              </Card>
              <CustomerCoupons file={data} />
              {data.past === null && (
                <Present
                  file={data}
                  onErased={() => {
                    void navigate({ to: '/customers', search: ({ locale }) => ({ locale }) });
                  }}
                />
              )}
            </Stack>
          }
        >
          <Stack gap="large">
            <Classes file={data} />
            <Timeline id={id} asOf={asOf} />
          </Stack>
        </Columns>
      </Stack>
    </Page>
  );
}

/** What is known of the customer now, whatever day is looked at. */
function Present({ file, onErased }: { file: CustomerFile; onErased: () => void }) {
  return (
    <>
      <Taste id={file.id} />
      <Contact file={file} />
      <Duplicates id={file.id} />
      <Family id={file.id} />
      <CustomerPrivacy file={file} onErased={onErased} />
    </>
  );
}

function Standing({ file }: { file: CustomerFile }) {
  const { t } = useTranslation();
  const words = useClassWords();
  return (
    <Row gap="tight">
      {file.ranking === 'wholesale' && <Badge>{t('word.wholesale')}</Badge>}
      {file.rfm.level !== null && <Badge tone="info">{words('level', file.rfm.level)}</Badge>}
      <Badge>{words('lifecycle', file.lifecycle)}</Badge>
    </Row>
  );
}

function Incomplete({ file }: { file: CustomerFile }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <Banner
      title={t('customers.file.incomplete.title')}
      action={{ label: t('customers.file.incomplete.action'), to: '/import' }}
    >
      <Text as="p">
        {t('customers.file.incomplete.body', {
          theirs: formats.count(file.shopSays?.orders ?? file.orders),
          ours: formats.count(file.orders),
        })}
      </Text>
    </Banner>
  );
}

function FileSkeleton() {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('shell.loading')}>
      <Columns
        aside={
          <Card>
            <Skeleton height="16rem" />
          </Card>
        }
      >
        <Stack gap="large">
          <Card>
            <SkeletonLines lines={10} />
          </Card>
          <Card>
            <SkeletonLines lines={10} />
          </Card>
        </Stack>
      </Columns>
    </div>
  );
}
