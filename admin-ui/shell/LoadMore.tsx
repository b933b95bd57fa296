import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { Row } from '../ui/Stack.tsx';

export interface LoadMoreProps {
  list: Pick<UseInfiniteQueryResult, 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'>;
}

/** The way to the next page of a list, below its table; nothing where there is none. */
export function LoadMore({ list }: LoadMoreProps) {
  const { t } = useTranslation();
  if (!list.hasNextPage) return null;
  return (
    <div className="c-dialog-part">
      <Row align="center">
        <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('shell.loadMore')}
        </Button>
      </Row>
    </div>
  );
}
