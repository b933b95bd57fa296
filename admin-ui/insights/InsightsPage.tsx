import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { productsQuerySchema } from '../../functions/insights/products.schema.ts';
import { discountsQuery } from '../api/discounts.ts';
import { forecastQuery } from '../api/forecast.ts';
import { productsQuery } from '../api/goods.ts';
import { cohortsQuery, concentrationQuery, flowQuery, returningQuery } from '../api/insights.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Card } from '../ui/Card.tsx';
import { Link } from '../ui/Link.tsx';
import { Grid, Page } from '../ui/Page.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';
import { useCohortFinding } from './cohortFinding.ts';
import {
  useDiscountsFinding,
  useFlowFinding,
  useForecastFinding,
  useSoldFinding,
} from './findings.ts';
import { isNobodyIn } from './silence.ts';
import { laterShare } from './laterShare.ts';

/** The way to each insight, with what it finds where that is counted already. */
export function InsightsPage() {
  const { t } = useTranslation();
  const formats = useFormats();
  const cohortFinding = useCohortFinding();
  const cohorts = useQuery(cohortsQuery('retail')).data ?? null;
  const returning = useQuery(returningQuery('retail')).data ?? null;
  const few = useQuery(concentrationQuery('retail')).data ?? null;
  const share = returning === null ? null : laterShare(returning);
  const fifth = few?.top.find(({ of }) => of === 0.2);
  return (
    <Page title={t('insights.title')}>
      <Grid min="18rem">
        <Part
          to="cohorts"
          title={t('insights.cohorts.title')}
          body={t('insights.cohorts.body')}
          findings={[
            ...(cohorts === null || cohorts.cohorts.length === 0
              ? []
              : [cohortFinding(cohorts, 'retention')]),
            ...(share === null
              ? []
              : [t('comeback.returning.finding', { share: formats.percent(share) })]),
          ]}
        />
        <Part
          to="value"
          title={t('value.title')}
          body={t('value.body')}
          findings={
            few === null || fifth === undefined
              ? []
              : [
                  t('value.few.finding', {
                    share: formats.percent(fifth.share),
                    half: formats.count(few.half),
                    customers: formats.count(few.buyers.customers),
                  }),
                ]
          }
        />
        <OtherParts />
      </Grid>
    </Page>
  );
}

/** Those whose findings come from a page of their own; an empty shop has none yet. */
function OtherParts() {
  const { t } = useTranslation();
  const flowFinding = useFlowFinding();
  const soldFinding = useSoldFinding();
  const forecastFinding = useForecastFinding();
  const discountsFinding = useDiscountsFinding();
  const flow = useQuery(flowQuery('all')).data ?? null;
  const sold = useQuery(productsQuery(productsQuerySchema.parse({}))).data ?? null;
  const forecast = useQuery(forecastQuery()).data ?? null;
  const checkup = useQuery(discountsQuery()).data ?? null;
  const findings = {
    movement: flow === null || isNobodyIn(flow) ? [] : [flowFinding(flow)],
    products: sold === null || sold.total.orders === 0 ? [] : [soldFinding(sold)],
    forecast: forecast === null ? [] : [forecastFinding(forecast)],
    discounts: checkup === null || checkup.all.orders === 0 ? [] : [discountsFinding(checkup)],
  };
  return (['movement', 'products', 'forecast', 'discounts'] as const).map((part) => (
    <Part
      key={part}
      to={part}
      title={t(`insights.${part}.title`)}
      body={t(`insights.${part}.body`)}
      findings={findings[part]}
    />
  ));
}

function Part({
  to,
  title,
  body,
  findings,
}: {
  to: string;
  title: string;
  body: string;
  findings: readonly string[];
}) {
  return (
    <Card title={<Link to={`/insights/${to}`}>{title}</Link>}>
      <Stack gap="small">
        {findings.map((finding) => (
          <Text key={finding} as="p" strong>
            {finding}
          </Text>
        ))}
        <Text as="p" tone="subdued">
          {body}
        </Text>
      </Stack>
    </Card>
  );
}
