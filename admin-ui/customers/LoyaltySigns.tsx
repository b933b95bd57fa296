import { useTranslation } from 'react-i18next';
import type { Taste } from '../../functions/admin/taste.schema.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { List } from '../ui/Facts.tsx';
import { Row, Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';

type Sign = Taste['signs'][number];

/** The five signs of loyalty, each with its evidence or why it cannot be told. */
export function LoyaltySigns({ taste: { signs, early } }: { taste: Taste }) {
  const { t } = useTranslation();
  return (
    <Stack gap="tight">
      <Text as="h3" kind="small" strong>
        {t('taste.signs.title')}
      </Text>
      <List>
        {signs.map((sign) => (
          <li key={sign.sign}>
            <Stack gap="none">
              <Row align="space-between" wrap={false}>
                <Text>{t(`taste.signs.name.${sign.sign}`)}</Text>
                <Text strong>{t(`taste.signs.${answerOf(sign)}`)}</Text>
              </Row>
              <Evidence sign={sign} early={early} />
            </Stack>
          </li>
        ))}
      </List>
    </Stack>
  );
}

function answerOf({ holds }: Sign): 'yes' | 'no' | 'open' {
  if (holds === null) return 'open';
  return holds ? 'yes' : 'no';
}

function Evidence({ sign, early }: { sign: Sign; early: Taste['early'] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { missing, evidence, least } = sign;
  const figures = { evidence: formats.count(evidence ?? 0), least: formats.count(least ?? 0) };
  const bought = (early ?? []).map(({ product, on }) => `${product} (${formats.calendarDate(on)})`);
  return (
    <Text kind="small" tone="subdued">
      {missing !== null
        ? t(`taste.signs.missing.${missing}`)
        : sign.sign === 'newProducts'
          ? t('taste.signs.newProducts', figures)
          : t('taste.signs.repeat', figures)}
      {sign.sign === 'newProducts' && bought.length > 0 && (
        <> {t('taste.signs.bought', { list: bought.join(', ') })}</>
      )}
    </Text>
  );
}
