import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { templateSchema } from '../../functions/segments/segments.schema.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { Grid } from '../ui/Page.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';
import { newSegmentPath } from './segmentPath.ts';

/** Questions other shopkeepers ask, each a press away from a segment. */
export function Templates({ templates }: { templates: readonly z.infer<typeof templateSchema>[] }) {
  const { t } = useTranslation();
  return (
    <Card title={t('segments.templates.title')}>
      <Grid min="15rem">
        {templates.map(({ key, query }) => (
          <div key={key} className="c-thing">
            <Stack gap="tight">
              <Text as="h3" strong>
                {t(`segments.template.${key}.name`)}
              </Text>
              <Text as="p" tone="subdued">
                {t(`segments.template.${key}.purpose`)}
              </Text>
              <code className="c-code c-break">{query}</code>
            </Stack>
            <div>
              <Button
                to={newSegmentPath(query, key)}
                label={`${t('segments.templates.use')}: ${t(`segments.template.${key}.name`)}`}
              >
                {t('segments.templates.use')}
              </Button>
            </div>
          </div>
        ))}
      </Grid>
    </Card>
  );
}
