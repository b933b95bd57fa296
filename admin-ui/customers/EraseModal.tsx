import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerFile } from '../../functions/admin/customers.schema.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { Modal } from '../ui/Modal.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';
import { useCustomerName } from './useCustomerName.ts';

/** What erasing means, in numbers; it cannot be undone, so a word has to be typed. */
export function EraseModal({
  file,
  open,
  working,
  onClose,
  onErase,
}: {
  file: CustomerFile;
  open: boolean;
  working: boolean;
  onClose: () => void;
  onErase: () => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const nameOf = useCustomerName();
  const [typed, setTyped] = useState('');
  const word = t('customers.privacy.word');
  const isMeant = typed.trim().toLowerCase() === word.toLowerCase();
  const coupons = file.coupons.length;
  const close = () => {
    setTyped('');
    onClose();
  };
  return (
    <Modal
      open={open}
      title={t('customers.privacy.eraseTitle', { name: nameOf(file) })}
      onClose={close}
      actions={
        <>
          <Button onClick={close}>{t('shell.cancel')}</Button>
          <Button
            look="primary"
            tone="critical"
            disabled={!isMeant}
            loading={working}
            onClick={onErase}
          >
            {t('customers.privacy.erase')}
          </Button>
        </>
      }
    >
      <Stack gap="small">
        <Text as="p" strong>
          {t('customers.privacy.effectGone')}
        </Text>
        <Text as="p">
          {t('customers.privacy.effectOrders', {
            count: file.orders,
            shown: formats.count(file.orders),
          })}
        </Text>
        {coupons > 0 && (
          <Text as="p">
            {t('customers.privacy.effectCoupons', {
              count: coupons,
              shown: formats.count(coupons),
            })}
          </Text>
        )}
        <Text as="p">{t('customers.privacy.effectShopify')}</Text>
        <Field label={t('customers.privacy.type', { word })} value={typed} onChange={setTyped} />
      </Stack>
    </Modal>
  );
}
