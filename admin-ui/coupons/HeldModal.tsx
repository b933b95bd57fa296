import { useTranslation } from 'react-i18next';
import type { RuleView } from '../../functions/coupons/coupons.schema.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Failure } from '../shell/Failure.tsx';
import { Button } from '../ui/Button.tsx';
import { Facts } from '../ui/Facts.tsx';
import { Modal } from '../ui/Modal.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';
import { BudgetMeter } from './BudgetMeter.tsx';

/** Before a held rule goes on: how many it finds, who gets a coupon at once, and the most that costs. */
export function HeldModal({
  rule,
  held,
  open,
  working,
  failure,
  onClose,
  onAccept,
}: {
  rule: RuleView;
  held: NonNullable<RuleView['held']>;
  open: boolean;
  working: boolean;
  failure: unknown;
  onClose: () => void;
  onAccept: () => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { count, before, room, roomCeiling } = held;
  const found = { count: count ?? 0, formatted: formats.count(count ?? 0) };
  return (
    <Modal
      open={open}
      title={t('heldRule.confirm.title', found)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button look="primary" loading={working} onClick={onAccept}>
            {t('heldRule.accept')}
          </Button>
        </>
      }
    >
      <Stack gap="base">
        {failure !== null && <Failure error={failure} />}
        <Text as="p">{t('heldRule.confirm.body')}</Text>
        <Facts
          facts={[
            {
              key: 'found',
              name: t('heldRule.confirm.found'),
              value:
                before === null
                  ? found.formatted
                  : t('heldRule.confirm.instead', {
                      now: found.formatted,
                      before: formats.count(before),
                    }),
            },
            { key: 'once', name: t('heldRule.confirm.atOnce'), value: formats.count(room) },
            {
              key: 'cost',
              name: t('heldRule.confirm.cost'),
              value:
                roomCeiling === null ? t('coupons.preview.noCeiling') : formats.money(roomCeiling),
            },
            {
              key: 'budget',
              name: t('coupons.column.budget'),
              value: <BudgetMeter budget={rule.budget} />,
            },
          ]}
        />
      </Stack>
    </Modal>
  );
}
