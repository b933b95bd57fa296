import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { discountsQuery } from '../api/discounts.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Failure } from '../shell/Failure.tsx';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { Page } from '../ui/Page.tsx';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import { DiscountSheet } from './DiscountSheet.tsx';
import { useInsightsWay } from './useInsightsWay.ts';

/** What discounts cost in a year and who used them: one page, made to be printed. */
export function DiscountsPage() {
  const { t } = useTranslation();
  const formats = useFormats();
  const { data, error, refetch } = useQuery(discountsQuery());
  return (
    <Page
      title={t('insights.discounts.title')}
      back={useInsightsWay()}
      {...(data !== undefined &&
        data !== null && {
          subtitle: t('discounts.period', {
            shop: data.shop.name,
            from: formats.calendarDate(data.from),
            to: formats.calendarDate(data.to),
          }),
          actions: (
            <div className="c-screen-only">
              <Button
                look="primary"
                onClick={() => {
                  window.print();
                }}
              >
                {t('discounts.print')}
              </Button>
            </div>
          ),
        })}
    >
      {data !== undefined ? (
        <DiscountSheet checkup={data} />
      ) : error === null ? (
        <Card>
          <SkeletonLines lines={16} />
        </Card>
      ) : (
        <Failure error={error} onRetry={() => void refetch()} />
      )}
    </Page>
  );
}
