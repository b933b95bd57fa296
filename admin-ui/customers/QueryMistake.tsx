import { useTranslation } from 'react-i18next';
import type { QueryError } from '../../functions/segments/query/query.ts';
import { Button } from '../ui/Button.tsx';
import { Row } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';
import { markOf } from './queryMark.ts';

/** What is not understood, marked where it stands, with the likely word to put there. */
export function QueryMistake({
  query,
  error,
  onTake,
}: {
  query: string;
  error: QueryError;
  onTake: (suggestion: string) => void;
}) {
  const { t } = useTranslation();
  const { line, column, length } = markOf(query, error);
  const text = query.slice(error.start, error.end);
  return (
    <div role="alert" className="c-mistake">
      <pre className="c-mark" aria-hidden>
        {`${line}\n${' '.repeat(column)}${'^'.repeat(length)}`}
      </pre>
      <Row>
        <Text tone="critical">{t(`customers.filter.mistake.${error.code}`, { text })}</Text>
        {error.suggestion !== null && (
          <Button look="plain" onClick={() => onTake(error.suggestion ?? '')}>
            {t('customers.filter.take', { text: error.suggestion })}
          </Button>
        )}
      </Row>
    </div>
  );
}
