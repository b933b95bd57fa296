import { useTranslation } from 'react-i18next';
import { whoKeys, type Who } from '../../functions/insights/insights.schema.ts';
import { Select } from '../ui/Field.tsx';

/** Whose orders a page is about; shops without wholesale customers have nothing to choose. */
export function WhoSwitch({
  who,
  wholesale,
  onChange,
}: {
  who: Who;
  wholesale: number;
  onChange: (who: Who) => void;
}) {
  const { t } = useTranslation();
  if (wholesale === 0) return null;
  return (
    <Select
      label={t('comeback.who.label')}
      labelInline
      value={who}
      options={whoKeys.map((value) => ({ value, label: t(`comeback.who.${value}`) }))}
      onChange={onChange}
    />
  );
}
