import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ForecastView } from '../../functions/insights/forecast.schema.ts';
import { forecastQuery } from '../api/forecast.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Card } from '../ui/Card.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Page } from '../ui/Page.tsx';
import { Stack } from '../ui/Stack.tsx';
import { CalibrationCard } from './CalibrationCard.tsx';
import { useForecastFinding } from './findings.ts';
import { ForecastCard } from './ForecastCard.tsx';
import { ForecastMethod } from './ForecastMethod.tsx';
import { Insight } from './Insight.tsx';
import { PastForecasts } from './PastForecasts.tsx';
import { useInsightsWay } from './useInsightsWay.ts';

/** What the customers who are there will bring, and how good such forecasts have been. */
export function ForecastPage() {
  const { t } = useTranslation();
  const formats = useFormats();
  const forecast = useQuery(forecastQuery());
  const computedAt = forecast.data?.computedAt ?? null;
  return (
    <Page
      title={t('insights.forecast.title')}
      back={useInsightsWay()}
      {...(computedAt !== null && {
        subtitle: t('forecast.computed', { when: formats.relative(computedAt) }),
      })}
    >
      <Insight query={forecast} height="24rem">
        {(answer) =>
          answer.state === 'fitted' ? <Fitted answer={answer} /> : <NotEnough answer={answer} />
        }
      </Insight>
    </Page>
  );
}

function Fitted({ answer }: { answer: Extract<ForecastView, { state: 'fitted' }> }) {
  return (
    <Stack gap="large">
      <ForecastCard answer={answer} />
      <PastForecasts forecasts={answer.forecasts} />
      <CalibrationCard calibration={answer.calibration} />
      <ForecastMethod answer={answer} />
    </Stack>
  );
}

function NotEnough({ answer }: { answer: Extract<ForecastView, { state: 'notEnough' }> }) {
  const { t } = useTranslation();
  const finding = useForecastFinding();
  return (
    <Card>
      <EmptyState title={t('forecast.notEnough.title')}>{finding(answer)}</EmptyState>
    </Card>
  );
}
