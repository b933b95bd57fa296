import { useTranslation } from 'react-i18next';
import { QueryEditor } from '../customers/QueryEditor.tsx';
import { useClassWords } from '../i18n/classWords.ts';
import { Field } from '../ui/Field.tsx';
import { Grid } from '../ui/Page.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';
import { entriesOf, type StandardEntry } from './standardEntries.ts';

/** The merchant's own classes: who is in each, and what they are to get. */
export function StandardFields({
  text,
  refused,
  onChange,
}: {
  text: string;
  refused: string | null;
  onChange: (text: string) => void;
}) {
  const { t } = useTranslation();
  const nameOf = useClassWords();
  const entries = entriesOf(text);
  const change = (place: number, changed: Partial<StandardEntry>) => {
    const next = entries.map((entry, at) => (at === place ? { ...entry, ...changed } : entry));
    onChange(JSON.stringify(next));
  };
  return (
    <Stack gap="large">
      {refused !== null && (
        <Text as="p" tone="critical">
          {refused}
        </Text>
      )}
      {entries.map((entry, place) => (
        <section
          key={entry.key}
          aria-label={nameOf('standard', entry.key)}
          className="c-conditions"
        >
          <Text as="h3" strong>
            {nameOf('standard', entry.key)}
          </Text>
          <QueryEditor
            initial={entry.query}
            onChange={(query) => {
              change(place, { query });
            }}
          />
          <Grid min="12rem">
            <Field
              label={t('classes.standard.goal')}
              kind="whole"
              suffix={t('classes.unit.percent')}
              value={entry.goal}
              onChange={(goal) => {
                change(place, { goal });
              }}
            />
            <Field
              label={t('classes.standard.days')}
              kind="whole"
              suffix={t('classes.unit.days')}
              value={entry.days}
              onChange={(days) => {
                change(place, { days });
              }}
            />
            <Field
              label={t('classes.standard.service')}
              value={entry.service}
              onChange={(service) => {
                change(place, { service });
              }}
            />
          </Grid>
        </section>
      ))}
    </Stack>
  );
}
