import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { concentrationQuery, heatQuery } from '../api/insights.ts';
import { customersPath } from '../customers/paths.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Metric } from '../ui/Metric.tsx';
import { Page } from '../ui/Page.tsx';
import { Stack } from '../ui/Stack.tsx';
import { ConcentrationCard } from './ConcentrationCard.tsx';
import { HeatCard } from './HeatCard.tsx';
import { Insight } from './Insight.tsx';
import { useInsightsWay } from './useInsightsWay.ts';
import { WhoSwitch } from './WhoSwitch.tsx';

const route = getRouteApi('/insights/value');

/** How few customers bring how much, and where the three scores meet. */
export function ValuePage() {
  const { t } = useTranslation();
  const formats = useFormats();
  const { who = 'retail' } = route.useSearch();
  const navigate = route.useNavigate();
  const concentration = useQuery(concentrationQuery(who));
  const heat = useQuery(heatQuery(who));
  const counted = concentration.data ?? null;
  return (
    <Page
      title={t('value.title')}
      back={useInsightsWay()}
      {...(counted !== null && {
        subtitle: t('comeback.counted', { when: formats.relative(counted.computedAt) }),
        actions: (
          <WhoSwitch
            who={who}
            wholesale={counted.wholesale}
            onChange={(chosen) =>
              void navigate({ search: (now) => ({ ...now, who: chosen }), replace: true })
            }
          />
        ),
      })}
    >
      <Stack gap="large">
        <Insight query={concentration} height="24rem">
          {(answer) => (
            <>
              <ConcentrationCard concentration={answer} />
              <Metric
                name={t('value.rising.title')}
                meaning={t('value.rising.meaning')}
                figure={formats.count(answer.rising.customers)}
                lines={[formats.money(answer.rising.netSpent)]}
                to={customersPath({ query: answer.rising.query ?? '' })}
              />
            </>
          )}
        </Insight>
        {concentration.data !== null && (
          <Insight query={heat} height="28rem">
            {(answer) => <HeatCard heat={answer} />}
          </Insight>
        )}
      </Stack>
    </Page>
  );
}
