import { useTranslation } from 'react-i18next';
import type { RequestView } from '../../functions/privacy/requests.schema.ts';
import { useMarkSent, useSaveExport } from '../api/requests.ts';
import { useFailureWords } from '../api/useFailureWords.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Button } from '../ui/Button.tsx';
import { Row, Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';
import { toast } from '../ui/toast.ts';

/** The copy in its two forms, and that it was sent. */
export function RequestActions({ request }: { request: RequestView }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useFailureWords();
  const save = useSaveExport();
  const sent = useMarkSent();
  const onError = (error: unknown) => {
    window.shopify.toast.show(words(error), { isError: true });
  };
  const { id, state, exportUntil } = request;
  if (exportUntil === null && state !== 'ready') return null;
  return (
    <Stack gap="tight">
      <Row gap="tight" align="end">
        {exportUntil !== null &&
          (['html', 'json'] as const).map((format) => (
            <Button
              key={format}
              look="quiet"
              loading={save.isPending && save.variables.format === format}
              onClick={() => {
                save.mutate({ id, format }, { onError });
              }}
            >
              {t(format === 'html' ? 'requests.page' : 'requests.json')}
            </Button>
          ))}
        {state === 'ready' && (
          <Button
            loading={sent.isPending}
            onClick={() => {
              sent.mutate(id, {
                onSuccess: () => {
                  toast(t('requests.sent'));
                },
                onError,
              });
            }}
          >
            {t('requests.send')}
          </Button>
        )}
      </Row>
      {exportUntil !== null && (
        <Text as="p" tone="subdued">
          {t('requests.keptUntil', { date: formats.date(exportUntil) })}
        </Text>
      )}
    </Stack>
  );
}
