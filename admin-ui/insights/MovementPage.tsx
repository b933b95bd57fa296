import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { schemes } from '../../functions/customers/customer.schema.ts';
import { flowQuery, movementQuery } from '../api/insights.ts';
import { useSchemeWords } from '../i18n/schemeWords.ts';
import { Card } from '../ui/Card.tsx';
import { DateField } from '../ui/DateField.tsx';
import { Select } from '../ui/Field.tsx';
import { Grid, Page } from '../ui/Page.tsx';
import { Stack } from '../ui/Stack.tsx';
import { FlowCard } from './FlowCard.tsx';
import { Insight } from './Insight.tsx';
import { MovementCard } from './MovementCard.tsx';
import { useInsightsWay } from './useInsightsWay.ts';

const route = getRouteApi('/insights/movement');

/** Who went from which class to which between two days, and where customers stood month by month. */
export function MovementPage() {
  const { t } = useTranslation();
  const { nameOf } = useSchemeWords();
  const { scheme = 'lifecycle', from, to } = route.useSearch();
  const navigate = route.useNavigate();
  const choose = (chosen: { scheme?: typeof scheme; from?: string; to?: string }) =>
    void navigate({
      search: (now) => ({ ...now, ...chosen }),
      replace: true,
      resetScroll: false,
    });
  const movement = useQuery(
    movementQuery({
      scheme,
      ...(from !== undefined && from !== '' && { from }),
      ...(to !== undefined && to !== '' && { to }),
    }),
  );
  const flow = useQuery(flowQuery('all'));
  return (
    <Page title={t('insights.movement.title')} back={useInsightsWay()}>
      <Stack gap="large">
        {flow.data !== null && (
          <>
            <Card>
              <Grid min="11rem">
                <Select
                  label={t('flow.matrix.scheme')}
                  value={scheme}
                  options={schemes.map((value) => ({ value, label: nameOf(value) }))}
                  onChange={(value) => {
                    choose({ scheme: value });
                  }}
                />
                <DateField
                  label={t('flow.matrix.from')}
                  value={from ?? movement.data?.from.date ?? ''}
                  onChange={(value) => {
                    choose({ from: value });
                  }}
                />
                <DateField
                  label={t('flow.matrix.to')}
                  value={to ?? movement.data?.to.date ?? ''}
                  onChange={(value) => {
                    choose({ to: value });
                  }}
                />
              </Grid>
            </Card>
            <Insight query={movement} height="24rem">
              {(answer) => <MovementCard movement={answer} />}
            </Insight>
          </>
        )}
        <Insight query={flow} height="24rem">
          {(answer) => <FlowCard flow={answer} />}
        </Insight>
      </Stack>
    </Page>
  );
}
