import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LetterView } from '../../functions/deadLetters/letter.schema.ts';
import { deadLettersQuery, useDealWithLetter, useRetryAll } from '../api/deadLetters.ts';
import { useFailureWords } from '../api/useFailureWords.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Failure } from '../shell/Failure.tsx';
import { LoadMore } from '../shell/LoadMore.tsx';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { Modal } from '../ui/Modal.tsx';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import { Table } from '../ui/Table.tsx';
import { Text } from '../ui/Text.tsx';
import { toast } from '../ui/toast.ts';
import { useLetterColumns } from './useLetterColumns.tsx';

/** What could not be taken in, why, and the way to send it again. */
export function DeadLetters() {
  const { t } = useTranslation();
  const formats = useFormats();
  const list = useInfiniteQuery(deadLettersQuery());
  const retryAll = useRetryAll();
  const deal = useDealing();
  const columns = useLetterColumns(deal);
  if (list.data === undefined) {
    return (
      <Card title={t('deadLetters.title')}>
        {list.error === null ? (
          <SkeletonLines lines={3} />
        ) : (
          <Failure error={list.error} onRetry={() => void list.refetch()} />
        )}
      </Card>
    );
  }
  const letters = list.data.pages.flatMap((page) => page.letters);
  if (letters.length === 0) {
    return (
      <Card title={t('deadLetters.title')}>
        <Text as="p">{t('deadLetters.none')}</Text>
      </Card>
    );
  }
  const { length: count } = letters;
  return (
    <Card
      title={t('deadLetters.title')}
      flush
      action={
        letters.some(({ canRetry }) => canRetry) && (
          <Button
            loading={retryAll.isPending}
            onClick={() => {
              retryAll.mutate(undefined, {
                onSuccess: ({ retried }) => {
                  const formatted = formats.count(retried);
                  toast(t('deadLetters.retriedAll', { count: retried, formatted }));
                },
                onError: deal.onError,
              });
            }}
          >
            {t('deadLetters.retryAll')}
          </Button>
        )
      }
    >
      <div className="c-dialog-part">
        <Text as="p">{t('deadLetters.lead', { count, formatted: formats.count(count) })}</Text>
        {list.hasNextPage && <Text as="p">{t('deadLetters.more')}</Text>}
      </div>
      <Table
        caption={t('deadLetters.title')}
        columns={columns}
        rows={letters}
        rowKey={({ id }) => id}
      />
      <LoadMore list={list} />
      <DiscardModal deal={deal} />
    </Card>
  );
}

type Dealing = ReturnType<typeof useDealing>;

/** Sending one again at once, discarding one after a question. */
function useDealing() {
  const { t } = useTranslation();
  const words = useFailureWords();
  const [asked, setAsked] = useState<LetterView | null>(null);
  const mutation = useDealWithLetter();
  const onError = (error: unknown) => {
    window.shopify.toast.show(words(error), { isError: true });
  };
  const run = (id: string, deed: 'retry' | 'discard') => {
    mutation.mutate(
      { id, deed },
      {
        onSuccess: () =>
          toast(t(deed === 'retry' ? 'deadLetters.retried' : 'deadLetters.discarded')),
        onError,
      },
    );
  };
  return { asked, setAsked, run, onError, working: mutation.isPending };
}

function DiscardModal({ deal }: { deal: Dealing }) {
  const { t } = useTranslation();
  const { asked, setAsked, run } = deal;
  const close = () => {
    setAsked(null);
  };
  return (
    <Modal
      open={asked !== null}
      title={t('deadLetters.confirm.title')}
      onClose={close}
      actions={
        <>
          <Button onClick={close}>{t('shell.cancel')}</Button>
          <Button
            look="primary"
            tone="critical"
            onClick={() => {
              if (asked !== null) run(asked.id, 'discard');
              close();
            }}
          >
            {t('deadLetters.discard')}
          </Button>
        </>
      }
    >
      <Text as="p">{t('deadLetters.confirm.body')}</Text>
    </Modal>
  );
}
