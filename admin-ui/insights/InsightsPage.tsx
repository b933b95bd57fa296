import { useTranslation } from 'react-i18next';
import { Card } from '../ui/Card.tsx';
import { Link } from '../ui/Link.tsx';
import { Grid, Page } from '../ui/Page.tsx';
import { Text } from '../ui/Text.tsx';

const parts = ['cohorts', 'movement', 'products', 'forecast', 'discounts'] as const;

/** The way to each insight. */
export function InsightsPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('insights.title')}>
      <Grid min="18rem">
        {parts.map((part) => (
          <Card
            key={part}
            title={<Link to={`/insights/${part}`}>{t(`insights.${part}.title`)}</Link>}
          >
            <Text as="p">{t(`insights.${part}.body`)}</Text>
          </Card>
        ))}
      </Grid>
    </Page>
  );
}
