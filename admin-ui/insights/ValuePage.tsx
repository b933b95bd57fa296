import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { concentrationQuery, heatQuery, shopGroupsQuery } from '../api/insights.ts';
import { customersPath } from '../customers/paths.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Metric } from '../ui/Metric.tsx';
import { ConcentrationCard } from './ConcentrationCard.tsx';
import { HeatCard } from './HeatCard.tsx';
import { CountedPage } from './CountedPage.tsx';
import { Insight } from './Insight.tsx';
import { ShopGroupsCard } from './ShopGroupsCard.tsx';

const route = getRouteApi('/insights/value');

/** How few customers bring how much, and where the three scores meet. */
export function ValuePage() {
  const { t } = useTranslation();
  const formats = useFormats();
  const { who = 'retail' } = route.useSearch();
  const navigate = route.useNavigate();
  const concentration = useQuery(concentrationQuery(who));
  const heat = useQuery(heatQuery(who));
  const groups = useQuery(shopGroupsQuery(who));
  return (
    <CountedPage
      title={t('value.title')}
      counted={concentration.data ?? null}
      who={who}
      onWho={(chosen) =>
        void navigate({ search: (now) => ({ ...now, who: chosen }), replace: true })
      }
    >
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
      {concentration.data !== null && (
        <Insight query={groups} height="28rem">
          {(answer) => <ShopGroupsCard groups={answer} />}
        </Insight>
      )}
    </CountedPage>
  );
}
