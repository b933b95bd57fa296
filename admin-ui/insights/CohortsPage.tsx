import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { cohortsQuery, returningQuery, secondOrderQuery } from '../api/insights.ts';
import { CohortCard } from './CohortCard.tsx';
import { CountedPage } from './CountedPage.tsx';
import { Insight } from './Insight.tsx';
import { ReturningCard } from './ReturningCard.tsx';
import { SecondOrderCard } from './SecondOrderCard.tsx';

const route = getRouteApi('/insights/cohorts');

/** Who comes back, how soon, and what it brings. */
export function CohortsPage() {
  const { t } = useTranslation();
  const { who = 'retail' } = route.useSearch();
  const navigate = route.useNavigate();
  const cohorts = useQuery(cohortsQuery(who));
  const returning = useQuery(returningQuery(who));
  const second = useQuery(secondOrderQuery(who));
  return (
    <CountedPage
      title={t('insights.cohorts.title')}
      counted={cohorts.data ?? null}
      who={who}
      onWho={(chosen) =>
        void navigate({ search: (now) => ({ ...now, who: chosen }), replace: true })
      }
    >
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
    </CountedPage>
  );
}
