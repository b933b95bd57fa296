import { useTranslation } from 'react-i18next';
import type { SettingsPreview } from '../../functions/segments/settingsPreview.schema.ts';
import { defaultSettings, type Settings } from '../../functions/shops/settings.schema.ts';
import type { RequestFailed } from '../api/requestFailed.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { Grid } from '../ui/Page.tsx';
import { Text } from '../ui/Text.tsx';
import { ClassFieldRow } from './ClassFieldRow.tsx';
import { isDefault, keptText, textOf, type ClassDraft } from './classDraft.ts';
import type { ClassCardOf, KnownField } from './classFields.ts';
import { ClassLines } from './ClassLines.tsx';
import { ClassSizes } from './ClassSizes.tsx';

/** One topic: its thresholds, the way back to the defaults, and what they make of its classes. */
export function ClassCard({
  card,
  draft,
  kept,
  preview,
  refusal,
  onChange,
}: {
  card: ClassCardOf;
  draft: ClassDraft;
  kept: Settings;
  preview: SettingsPreview | undefined;
  refusal: RequestFailed | null;
  onChange: (changes: ClassDraft) => void;
}) {
  const { t } = useTranslation();
  const fields: readonly KnownField[] = card.fields;
  const schemes: readonly string[] = card.schemes;
  const isMoved = (field: KnownField) =>
    !isDefault(field, textOf(field, draft, kept), defaultSettings);
  const excluded = textOfPath(fields, 'staff.purchases', draft, kept) === 'exclude';
  const shown = fields.filter(
    ({ path }) => excluded || (path !== 'staff.tags' && path !== 'staff.codes'),
  );
  const refused = refusedField(shown, refusal?.field ?? null);
  return (
    <Card
      title={t(`classes.card.${card.key}.title`)}
      action={
        fields.some(isMoved) && (
          <Button
            look="plain"
            label={`${t('classes.restore')}: ${t(`classes.card.${card.key}.title`)}`}
            onClick={() => {
              onChange(
                Object.fromEntries(
                  fields.map((field) => [field.path, keptText(field, defaultSettings)]),
                ),
              );
            }}
          >
            {t('classes.restore')}
          </Button>
        )
      }
    >
      <Text as="p" tone="subdued">
        {t(`classes.card.${card.key}.body`)}
      </Text>
      <Grid min="15rem">
        {shown.map((field) => (
          <ClassFieldRow
            key={field.key}
            field={field}
            text={textOf(field, draft, kept)}
            refusal={field === refused ? refusal : null}
            onChange={(text) => {
              onChange({ [field.path]: text });
            }}
          />
        ))}
      </Grid>
      <ClassLines card={card.key} lines={preview?.lines ?? null} />
      {preview?.schemes
        .filter(({ scheme }) => schemes.includes(scheme))
        .map((scheme) => (
          <ClassSizes key={scheme.scheme} preview={scheme} named={schemes.length > 1} />
        ))}
    </Card>
  );
}

function textOfPath(
  fields: readonly KnownField[],
  path: string,
  draft: ClassDraft,
  kept: Settings,
): string | null {
  const field = fields.find((one) => one.path === path);
  return field === undefined ? null : textOf(field, draft, kept);
}

/** Where a refusal is shown: at the field it names, or at the first of the group it names. */
function refusedField(fields: readonly KnownField[], path: string | null): KnownField | null {
  if (path === null || path === '') return null;
  const exact = fields.find((field) => field.path === path);
  const near = ({ path: own }: KnownField) =>
    own.startsWith(`${path}.`) || path.startsWith(`${own}.`);
  return exact ?? fields.find(near) ?? null;
}
