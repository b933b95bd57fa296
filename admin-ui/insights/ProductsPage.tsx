import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { z, ZodType } from 'zod';
import {
  demandQuerySchema,
  productsQuerySchema,
} from '../../functions/insights/products.schema.ts';
import { demandQuery, dependenceQuery, productsQuery } from '../api/goods.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Page } from '../ui/Page.tsx';
import { Stack } from '../ui/Stack.tsx';
import { DemandCard } from './DemandCard.tsx';
import { DependenceCard } from './DependenceCard.tsx';
import { Insight } from './Insight.tsx';
import { SoldCard } from './SoldCard.tsx';
import { useInsightsWay } from './useInsightsWay.ts';
import { WhoSwitch } from './WhoSwitch.tsx';

const route = getRouteApi('/insights/products');

/** What which customers buy, how demand changes, and what hangs on discounts. */
export function ProductsPage() {
  const { t } = useTranslation();
  const formats = useFormats();
  const { who, by, of, change, days } = route.useSearch();
  const navigate = route.useNavigate();
  const asked = readOr(productsQuerySchema, { who, by, of });
  const askedDemand = readOr(demandQuerySchema, { who, by, of: change, days });
  const sold = useQuery(productsQuery(asked));
  const demand = useQuery(demandQuery(askedDemand));
  const dependence = useQuery(dependenceQuery(asked.who));
  const counted = sold.data ?? null;
  const choose = (chosen: Record<string, string>) =>
    void navigate({ search: (now) => ({ ...now, ...chosen }), replace: true });
  return (
    <Page
      title={t('insights.products.title')}
      back={useInsightsWay()}
      {...(counted !== null && {
        subtitle: t('comeback.counted', { when: formats.relative(counted.computedAt) }),
        actions: (
          <WhoSwitch
            who={asked.who}
            wholesale={counted.wholesale}
            onChange={(chosen) => {
              choose({ who: chosen });
            }}
          />
        ),
      })}
    >
      <Stack gap="large">
        <Insight query={sold} height="24rem">
          {(answer) => <SoldCard products={answer} onChoose={choose} />}
        </Insight>
        {sold.data !== null && (
          <>
            <Insight query={demand} height="24rem">
              {(answer) => <DemandCard demand={answer} days={askedDemand.days} onChoose={choose} />}
            </Insight>
            <Insight query={dependence} height="20rem">
              {(answer) => <DependenceCard dependence={answer} />}
            </Insight>
          </>
        )}
      </Stack>
    </Page>
  );
}

/** What the address asks for; an address that was mistyped asks for what is usual. */
function readOr<Schema extends ZodType>(schema: Schema, asked: object): z.output<Schema> {
  const read = schema.safeParse(asked);
  return read.success ? read.data : schema.parse({});
}
