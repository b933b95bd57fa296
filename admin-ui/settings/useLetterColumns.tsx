import { useTranslation } from 'react-i18next';
import type { LetterView } from '../../functions/deadLetters/letter.schema.ts';
import { customerPath } from '../customers/paths.ts';
import { Button } from '../ui/Button.tsx';
import { Link } from '../ui/Link.tsx';
import { Row } from '../ui/Stack.tsx';
import type { Column } from '../ui/Table.tsx';
import { Text } from '../ui/Text.tsx';
import { When } from '../ui/When.tsx';

/** How many of each kind of id fit a cell; the rest is in the order itself. */
const mostShown = 3;

/** What a row can ask for. */
interface Dealing {
  run: (id: string, deed: 'retry') => void;
  setAsked: (letter: LetterView) => void;
}

export function useLetterColumns({ run, setAsked }: Dealing): readonly Column<LetterView>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'what',
      header: t('deadLetters.column.what'),
      phone: 'title',
      cell: ({ queue, what }) => (
        <>
          <Text as="p" strong>
            {t(`deadLetters.queue.${queue}`)}
          </Text>
          <code>{what}</code>
        </>
      ),
    },
    {
      key: 'why',
      header: t('deadLetters.column.why'),
      phone: 'meta',
      cell: ({ cause, reason, canRetry, orderIds }) => (
        <>
          <Text as="p">{t(`deadLetters.cause.${cause}`)}</Text>
          <Text as="p" kind="small" tone="subdued">
            {reason}
          </Text>
          <span className="c-phone-only">
            {orderIds
              .slice(0, mostShown)
              .map((id) => t('deadLetters.order', { id }))
              .join(', ')}
          </span>
          {!canRetry && (
            <Text as="p" kind="small">
              {t('deadLetters.notKept')}
            </Text>
          )}
        </>
      ),
    },
    {
      key: 'about',
      header: t('deadLetters.column.about'),
      phone: 'hidden',
      cell: ({ orderIds, customerIds }) => (
        <>
          {orderIds.slice(0, mostShown).map((id) => (
            <Text as="p" key={id}>
              {t('deadLetters.order', { id })}
            </Text>
          ))}
          {customerIds.slice(0, mostShown).map((id) => (
            <Text as="p" key={id}>
              <Link to={customerPath(id)}>{t('deadLetters.customer', { id })}</Link>
            </Text>
          ))}
        </>
      ),
    },
    {
      key: 'when',
      header: t('deadLetters.column.when'),
      phone: 'value',
      cell: ({ diedAt }) => <When at={diedAt} />,
    },
    {
      key: 'actions',
      header: <span className="c-visually-hidden">{t('deadLetters.column.actions')}</span>,
      phone: 'action',
      align: 'end',
      cell: (letter) => (
        <Row gap="small" wrap={false} align="end">
          {letter.canRetry && (
            <Button
              label={`${t('deadLetters.retry')}: ${letter.id}`}
              onClick={() => {
                run(letter.id, 'retry');
              }}
            >
              {t('deadLetters.retry')}
            </Button>
          )}
          <Button
            look="plain"
            tone="critical"
            label={`${t('deadLetters.discard')}: ${letter.id}`}
            onClick={() => {
              setAsked(letter);
            }}
          >
            {t('deadLetters.discard')}
          </Button>
        </Row>
      ),
    },
  ];
}
