import { useTranslation } from 'react-i18next';
import type { ReconciliationSummary } from '../../functions/intake/reconciliation.schema.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Text } from '../ui/Text.tsx';

/** The last comparison in a sentence, and what no order explains in another. */
export function ReconciliationSentence({ last }: { last: ReconciliationSummary }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { customers, equal, unexplained, startedAt } = last;
  const figures = {
    count: customers,
    customers: formats.count(customers),
    equal: formats.count(equal),
  };
  const sentence =
    customers === 0
      ? t('reconciliation.nobody')
      : equal === customers
        ? t('reconciliation.allEqual', figures)
        : t('reconciliation.someDiffer', figures);
  return (
    <>
      <Text as="p" kind="heading">
        {sentence}
      </Text>
      {unexplained > 0 && (
        <Text as="p" tone="critical">
          {t('reconciliation.unexplained', {
            count: unexplained,
            formatted: formats.count(unexplained),
          })}
        </Text>
      )}
      <Text as="p" tone="subdued">
        {t('reconciliation.fresh', { when: formats.relative(startedAt) })}
      </Text>
    </>
  );
}
