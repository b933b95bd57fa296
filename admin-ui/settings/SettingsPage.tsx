import { useTranslation } from 'react-i18next';
import { Card } from '../ui/Card.tsx';
import { Link } from '../ui/Link.tsx';
import { Grid, Page } from '../ui/Page.tsx';
import { Text } from '../ui/Text.tsx';

const parts = ['classes', 'data', 'privacy', 'api'] as const;

/** The way to each part of the settings. */
export function SettingsPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('settings.title')}>
      <Grid min="18rem">
        {parts.map((part) => (
          <Card
            key={part}
            title={<Link to={`/settings/${part}`}>{t(`settings.${part}.title`)}</Link>}
          >
            <Text as="p">{t(`settings.${part}.body`)}</Text>
          </Card>
        ))}
      </Grid>
    </Page>
  );
}
