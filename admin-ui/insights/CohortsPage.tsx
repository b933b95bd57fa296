import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { cohortsQuery, returningQuery, secondOrderQuery } from '../api/insights.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Page } from '../ui/Page.tsx';
import { Stack } from '../ui/Stack.tsx';
import { CohortCard } from './CohortCard.tsx';
import { Insight } from './Insight.tsx';
import { ReturningCard } from './ReturningCard.tsx';
import { SecondOrderCard } from './SecondOrderCard.tsx';
import { useInsightsWay } from './useInsightsWay.ts';
import { WhoSwitch } from './WhoSwitch.tsx';

const route = getRouteApi('/insights/cohorts');

/** Who comes back, how soon, and what it brings. */
export function CohortsPage() {
  const { t } = useTranslation();
  const formats = useFormats();
  const { who = 'retail' } = route.useSearch();
  const navigate = route.useNavigate();
  const cohorts = useQuery(cohortsQuery(who));
  const returning = useQuery(returningQuery(who));
  const second = useQuery(secondOrderQuery(who));
  const counted = cohorts.data ?? null;
  return (
    <Page
      title={t('insights.cohorts.title')}
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
        <Insight query={cohorts} height="24rem">
          {(answer) => <CohortCard cohorts={answer} />}
        </Insight>
        {cohorts.data !== null && (
          <>
            <Insight query={returning} height="20rem">
              {(answer) => <ReturningCard returning={answer} />}
            </Insight>
            <Insight query={second} height="20rem">
              {(answer) => <SecondOrderCard second={answer} />}
            </Insight>
          </>
        )}
      </Stack>
    </Page>
  );
}
