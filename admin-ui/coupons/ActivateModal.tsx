import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { RuleView } from '../../functions/coupons/coupons.schema.ts';
import { previewQuery } from '../api/queries.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Button } from '../ui/Button.tsx';
import { Facts } from '../ui/Facts.tsx';
import { Modal } from '../ui/Modal.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';
import { BudgetMeter } from './BudgetMeter.tsx';
import { draftOf, inputOf } from './ruleDraft.ts';
import { useOfferWords } from './useOfferWords.ts';

/** What switching on means: nothing is sent now, and who is due already is named. */
export function ActivateModal({
  rule,
  open,
  working,
  onClose,
  onActivate,
}: {
  rule: RuleView;
  open: boolean;
  working: boolean;
  onClose: () => void;
  onActivate: () => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const offerWords = useOfferWords();
  const preview = useQuery({ ...previewQuery(inputOf(draftOf(rule)), rule.id), enabled: open });
  const due = preview.data?.receiving ?? 0;
  return (
    <Modal
      open={open}
      title={t('coupons.activate.title', { name: rule.name })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button look="primary" onClick={onActivate} loading={working}>
            {t('coupons.activate.action')}
          </Button>
        </>
      }
    >
      <Stack gap="base">
        <Text as="p" strong>
          {t('coupons.activate.now')}
        </Text>
        <Facts
          facts={[
            {
              key: 'who',
              name: t('coupons.column.who'),
              value: t(`coupons.trigger.${rule.trigger}.who`),
            },
            { key: 'offer', name: t('coupons.column.offer'), value: offerWords(rule.offer) },
            {
              key: 'budget',
              name: t('coupons.column.budget'),
              value: <BudgetMeter budget={rule.budget} />,
            },
          ]}
        />
        {due > 0 && (
          <Text as="p">
            {t('coupons.activate.due', { count: due, formatted: formats.count(due) })}
          </Text>
        )}
      </Stack>
    </Modal>
  );
}
