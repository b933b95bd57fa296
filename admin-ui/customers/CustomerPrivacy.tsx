import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerFile } from '../../functions/admin/customers.schema.ts';
import { useAskPrivacy } from '../api/requests.ts';
import { useFailureWords } from '../api/useFailureWords.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { Row, Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';
import { toast } from '../ui/toast.ts';
import { EraseModal } from './EraseModal.tsx';

/** For a customer who asks what is kept about them, or wants to be forgotten. */
export function CustomerPrivacy({ file, onErased }: { file: CustomerFile; onErased: () => void }) {
  const { t } = useTranslation();
  const words = useFailureWords();
  const ask = useAskPrivacy();
  const [erasing, setErasing] = useState(false);
  const onError = (error: unknown) => {
    window.shopify.toast.show(words(error), { isError: true });
  };
  return (
    <Card title={t('customers.privacy.title')}>
      <Stack gap="small">
        <Text as="p" tone="subdued">
          {t('customers.privacy.body')}
        </Text>
        <Row gap="tight">
          <Button
            loading={ask.isPending && ask.variables.kind === 'dataRequest'}
            onClick={() => {
              ask.mutate(
                { kind: 'dataRequest', customerId: file.id },
                {
                  onSuccess: () => {
                    toast(t('customers.privacy.exportAsked'));
                  },
                  onError,
                },
              );
            }}
          >
            {t('customers.privacy.export')}
          </Button>
          <Button
            tone="critical"
            onClick={() => {
              setErasing(true);
            }}
          >
            {t('customers.privacy.erase')}
          </Button>
        </Row>
      </Stack>
      <EraseModal
        file={file}
        open={erasing}
        working={ask.isPending}
        onClose={() => {
          setErasing(false);
        }}
        onErase={() => {
          ask.mutate(
            { kind: 'redactCustomer', customerId: file.id, confirm: true },
            {
              onSuccess: () => {
                setErasing(false);
                toast(t('customers.privacy.erased'));
                onErased();
              },
              onError,
            },
          );
        }}
      />
    </Card>
  );
}
