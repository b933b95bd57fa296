import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { RuleView } from '../../functions/coupons/coupons.schema.ts';
import { livelyMs, rulesQuery } from '../api/queries.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Failure } from '../shell/Failure.tsx';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { Page } from '../ui/Page.tsx';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Table, type Column } from '../ui/Table.tsx';
import { BudgetMeter } from './BudgetMeter.tsx';
import { Recipes } from './Recipes.tsx';
import { RuleState } from './RuleState.tsx';
import { useOfferWords } from './useOfferWords.ts';

/** All rules at a glance, and recipes to start from. */
export function RulesPage() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery({ ...rulesQuery(), refetchInterval: livelyMs * 2 });
  const columns = useColumns();
  const rules = data?.rules ?? [];
  return (
    <Page
      title={t('coupons.title')}
      subtitle={t('coupons.subtitle')}
      {...(rules.length > 0 && {
        actions: (
          <Button look="primary" to="/coupons/new">
            {t('coupons.new')}
          </Button>
        ),
      })}
    >
      <Stack gap="large">
        {error !== null && data === undefined && (
          <Failure error={error} onRetry={() => void refetch()} />
        )}
        {data === undefined && error === null && (
          <Card>
            <SkeletonLines lines={8} />
          </Card>
        )}
        {rules.length > 0 && (
          <Card flush>
            <Table
              caption={t('coupons.title')}
              columns={columns}
              rows={rules}
              rowKey={(rule) => rule.id}
              rowLink={(rule) => `/coupons/${encodeURIComponent(rule.id)}`}
            />
          </Card>
        )}
        {data !== undefined && <Recipes />}
      </Stack>
    </Page>
  );
}

function useColumns(): readonly Column<RuleView>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const offerWords = useOfferWords();
  return [
    { key: 'name', header: t('coupons.column.name'), phone: 'title', cell: (rule) => rule.name },
    {
      key: 'state',
      header: t('coupons.column.state'),
      phone: 'value',
      cell: (rule) => <RuleState rule={rule} />,
    },
    {
      key: 'who',
      header: t('coupons.column.who'),
      phone: 'meta',
      cell: (rule) => t(`coupons.trigger.${rule.trigger}.who`),
    },
    {
      key: 'offer',
      header: t('coupons.column.offer'),
      phone: 'meta',
      cell: (rule) => offerWords(rule.offer),
    },
    {
      key: 'issued',
      header: t('coupons.column.issued'),
      phone: 'meta',
      cell: (rule) =>
        t('coupons.givenUsed', {
          given: formats.count(rule.issued),
          used: formats.count(rule.redeemed),
        }),
    },
    {
      key: 'budget',
      header: t('coupons.column.budget'),
      phone: 'action',
      cell: (rule) => <BudgetMeter budget={rule.budget} />,
    },
  ];
}
