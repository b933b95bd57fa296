import { useTranslation } from 'react-i18next';
import { triggerKeys } from '../../functions/coupons/coupons.schema.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { Grid } from '../ui/Page.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';

/** The ways a rule can start. */
export function Recipes() {
  const { t } = useTranslation();
  return (
    <Card title={t('coupons.recipes.title')}>
      <Text as="p" tone="subdued">
        {t('coupons.recipes.body')}
      </Text>
      <Grid min="15rem">
        {triggerKeys.map((key) => (
          <div key={key} className="c-thing">
            <Stack gap="tight">
              <Text as="h3" strong>
                {t(`coupons.trigger.${key}.name`)}
              </Text>
              <Text as="p" tone="subdued">
                {t(`coupons.trigger.${key}.body`)}
              </Text>
            </Stack>
            <div>
              <Button
                to={`/coupons/new?recipe=${key}`}
                label={`${t('coupons.recipes.use')}: ${t(`coupons.trigger.${key}.name`)}`}
              >
                {t('coupons.recipes.use')}
              </Button>
            </div>
          </div>
        ))}
      </Grid>
    </Card>
  );
}
