import { useTranslation } from 'react-i18next';
import type { SettingsPreview } from '../../functions/segments/settingsPreview.schema.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Text } from '../ui/Text.tsx';
import type { ClassCardOf } from './classFields.ts';

type Lines = NonNullable<SettingsPreview['lines']>;

/** Where the limits come to lie in this shop, in a sentence; nothing where there is nothing to say. */
export function ClassLines({ card, lines }: { card: ClassCardOf['key']; lines: Lines | null }) {
  const words = useLineWords();
  const sentence = lines === null ? null : words(card, lines);
  return sentence === null ? null : <Text as="p">{sentence}</Text>;
}

function useLineWords() {
  const { t } = useTranslation();
  const formats = useFormats();
  const money = (value: Lines['after']['abcA']) => (value === null ? '–' : formats.money(value));
  return (card: ClassCardOf['key'], { before, after }: Lines): string | null => {
    switch (card) {
      case 'scores':
      case 'level':
        return after.method === 'quintiles' ? null : t(`classes.line.scores.${after.method}`);
      case 'lifecycle': {
        const { t50, t80, t95, writeOff, method } = after.lifecycle;
        const day = (days: number) => formats.count(Math.floor(days));
        const bounds = { t50: day(t50), t80: day(t80), t95: day(t95), writeOff: day(writeOff) };
        return method === 'rhythm'
          ? t('classes.line.lifecycle.rhythm', bounds)
          : t('classes.line.lifecycle.fixed', {
              ...bounds,
              gaps: formats.count(after.rhythm.gaps),
              days: formats.count(after.rhythm.historyDays),
            });
      }
      case 'abc':
        return t('classes.line.abc', {
          a: money(after.abcA),
          b: money(after.abcB),
          wasA: money(before.abcA),
          wasB: money(before.abcB),
        });
      case 'quadrant':
        return t('classes.line.quadrant', {
          value: money(after.quadrant.value),
          wasValue: money(before.quadrant.value),
          days: formats.count(after.quadrant.days),
          wasDays: formats.count(before.quadrant.days),
        });
      case 'large':
        return after.largeOrder === null
          ? t('classes.line.noLarge')
          : t('classes.line.large', {
              line: money(after.largeOrder),
              was: money(before.largeOrder),
            });
      default:
        return null;
    }
  };
}
