import { useTranslation } from 'react-i18next';
import { Card } from '../ui/Card.tsx';
import { Columns, Grid } from '../ui/Page.tsx';
import { Skeleton, SkeletonLines } from '../ui/Skeleton.tsx';
import { Stack } from '../ui/Stack.tsx';

/** The overview's shape before its figures are there. */
export function OverviewSkeleton() {
  const { t } = useTranslation();
  return (
    <div aria-busy aria-label={t('shell.loading')} role="status">
      <Stack gap="large">
        <Card>
          <Skeleton height="9.5rem" />
        </Card>
        <Grid min="13rem">
          {['repeat', 'atRisk', 'coupons', 'customers'].map((card) => (
            <Card key={card}>
              <SkeletonLines lines={4} />
            </Card>
          ))}
        </Grid>
        <Columns
          aside={
            <Card>
              <Skeleton height="24rem" />
            </Card>
          }
        >
          <Card>
            <Skeleton height="24rem" />
          </Card>
        </Columns>
      </Stack>
    </div>
  );
}
