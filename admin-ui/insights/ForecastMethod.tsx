import { useTranslation } from 'react-i18next';
import type { ForecastView } from '../../functions/insights/forecast.schema.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Card } from '../ui/Card.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';

/** What the numbers rest on, and what they cannot know. */
export function ForecastMethod({
  answer: { value },
}: {
  answer: Extract<ForecastView, { state: 'fitted' }>;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <Card title={t('forecast.method.title')}>
      <Stack gap="small">
        <Text as="p">{t('forecast.method.orders')}</Text>
        <Text as="p">
          {value.name === 'gammaGamma'
            ? t('forecast.method.spend')
            : t(`forecast.method.${value.reason}`, { mean: formats.money(value.mean) })}
        </Text>
        <Text as="p">{t('forecast.method.leftOut')}</Text>
        <Text as="p">{t('forecast.method.season')}</Text>
      </Stack>
    </Card>
  );
}
