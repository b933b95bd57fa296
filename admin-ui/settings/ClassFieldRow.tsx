import { useTranslation } from 'react-i18next';
import { defaultSettings } from '../../functions/shops/settings.schema.ts';
import type { RequestFailed } from '../api/requestFailed.ts';
import { Button } from '../ui/Button.tsx';
import { Choice, Field } from '../ui/Field.tsx';
import { Slider } from '../ui/Slider.tsx';
import { Stack } from '../ui/Stack.tsx';
import { keptText, typedText, valueOf } from './classDraft.ts';
import type { KnownField } from './classFields.ts';
import { StandardFields } from './StandardFields.tsx';

/** One threshold: typed or slid, with its default, and what the shop's rules have against it. */
export function ClassFieldRow({
  field,
  text,
  refusal,
  onChange,
}: {
  field: KnownField;
  text: string;
  refusal: RequestFailed | null;
  onChange: (text: string) => void;
}) {
  const { t, i18n } = useTranslation();
  if (field.kind === 'standards') {
    return <StandardFields text={text} refused={refusal?.message ?? null} onChange={onChange} />;
  }
  const label = t(`classes.field.${field.key}.label`);
  if (field.kind === 'choice') {
    return (
      <Choice
        legend={label}
        value={text}
        options={field.options.map((option) => ({
          value: option,
          label: t(`classes.option.${option}.label`),
          help: t(`classes.option.${option}.help`),
        }))}
        onChange={onChange}
      />
    );
  }
  const help = t(`classes.field.${field.key}.help`);
  if (field.kind === 'list')
    return <Field label={label} help={help} value={text} onChange={onChange} />;
  const value = valueOf(field, text);
  const nearest = refusal?.nearest ?? null;
  const wrong = value === undefined ? t(`classes.wrong.${field.kind}`) : undefined;
  // The shop's rules speak English, and of shares where percent is typed.
  const plain = i18n.language === 'en' && field.kind !== 'percent';
  const refused = plain ? refusal?.message : t('classes.refused');
  return (
    <Stack gap="tight">
      <Field
        label={label}
        kind={field.kind === 'whole' || field.kind === 'allTime' ? 'whole' : 'decimal'}
        value={text}
        help={t('classes.default', {
          help,
          value: keptText(field, defaultSettings) || t('classes.allTime'),
        })}
        error={wrong ?? (refusal === null ? undefined : refused)}
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
