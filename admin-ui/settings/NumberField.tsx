import { useTranslation } from 'react-i18next';
import { defaultSettings } from '../../functions/shops/settings.schema.ts';
import type { RequestFailed } from '../api/requestFailed.ts';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { Slider } from '../ui/Slider.tsx';
import { Stack } from '../ui/Stack.tsx';
import { keptText, typedText, valueOf } from './classDraft.ts';
import type { KnownField } from './classFields.ts';

type Numeric = Extract<KnownField, { least: number }>;

/** A number typed or slid, with its default, and the nearest value that would do where it is refused. */
export function NumberField({
  field,
  text,
  refusal,
  onChange,
}: {
  field: Numeric;
  text: string;
  refusal: RequestFailed | null;
  onChange: (text: string) => void;
}) {
  const { t } = useTranslation();
  const refusedWords = useRefusedWords();
  const label = t(`classes.field.${field.key}.label`);
  const wrong = valueOf(field, text) === undefined ? t(`classes.wrong.${field.kind}`) : undefined;
  const nearest = refusal?.nearest ?? null;
  return (
    <Stack gap="tight">
      <Field
        label={label}
        kind={field.kind === 'whole' || field.kind === 'allTime' ? 'whole' : 'decimal'}
        value={text}
        help={t('classes.default', {
          help: t(`classes.field.${field.key}.help`),
          value: keptText(field, defaultSettings) || t('classes.allTime'),
        })}
        error={wrong ?? refusedWords(field, refusal)}
        {...('unit' in field && { suffix: t(`classes.unit.${field.unit}`) })}
        onChange={onChange}
      />
      <Slider
        label={label}
        least={field.least}
        most={field.most}
        step={field.step}
        value={text.trim() === '' ? field.most : Number(text)}
        onChange={(chosen) => {
          onChange(String(chosen));
        }}
      />
      {nearest !== null && (
        <div>
          <Button
            look="plain"
            onClick={() => {
              onChange(typedText(field, nearest));
            }}
          >
            {t('classes.useNearest', { value: typedText(field, nearest) })}
          </Button>
        </div>
      )}
    </Stack>
  );
}

/** The shop's rules speak English, and of shares where percent is typed: elsewhere plainer words do. */
function useRefusedWords() {
  const { t, i18n } = useTranslation();
  return ({ kind }: Numeric, refusal: RequestFailed | null): string | undefined => {
    if (refusal === null) return undefined;
    return i18n.language === 'en' && kind !== 'percent' ? refusal.message : t('classes.refused');
  };
}
