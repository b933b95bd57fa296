import { useQuery } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { attributesQuery } from '../api/queries.ts';
import { Button } from '../ui/Button.tsx';
import { Row } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';
import { appendAttribute, errorPlace } from './queryText.ts';

const example = 'number_of_orders >= 3 AND last_order_date < -90d';

/** The segment language as text, with the place of a mistake and what can be asked for. */
export function QueryEditor({
  initial,
  failure,
  onApply,
  onChange,
  applyLabel,
}: {
  initial: string;
  failure: string | null;
  onApply?: (query: string) => void;
  onChange?: (query: string) => void;
  applyLabel?: string;
}) {
  const { t } = useTranslation();
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const [query, setQuery] = useState(initial);
  const attributes = useQuery(attributesQuery());
  const change = (next: string) => {
    setQuery(next);
    onChange?.(next);
  };
  const place = failure === null ? null : errorPlace(initial, failure);
  return (
    <div className="c-filter">
      <label htmlFor={id}>
        <Text>{t('customers.filter.label')}</Text>
      </label>
      <textarea
        ref={box}
        id={id}
        className="c-query"
        rows={2}
        spellCheck={false}
        value={query}
        aria-invalid={failure !== null}
        aria-describedby={`${id}-help`}
        onChange={(event) => {
          change(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.shiftKey && onApply !== undefined) {
            event.preventDefault();
            onApply(query.trim());
          }
        }}
      />
      <div id={`${id}-help`}>
        {failure === null ? (
          <Text as="p" kind="small" tone="subdued">
            {t('customers.filter.help', { example })}
          </Text>
        ) : (
          <div role="alert">
            {place !== null && (
              <pre className="c-mark">{`${place.line}\n${' '.repeat(place.column)}^`}</pre>
            )}
            <Text as="p" tone="critical">
              {t('customers.filter.wrong')} {failure}
            </Text>
          </div>
        )}
      </div>
      <Row>
        {onApply !== undefined && (
          <Button onClick={() => onApply(query.trim())}>
            {applyLabel ?? t('customers.filter.apply')}
          </Button>
        )}
        {initial !== '' && onApply !== undefined && (
          <Button look="plain" onClick={() => onApply('')}>
            {t('customers.filter.clear')}
          </Button>
        )}
      </Row>
      <details>
        <summary>{t('customers.filter.attributes')}</summary>
        <ul className="c-attributes">
          {attributes.data?.attributes.map((attribute) => (
            <li key={attribute.name}>
              <button
                type="button"
                className="c-code"
                onClick={() => {
                  change(appendAttribute(query, attribute.name));
                  box.current?.focus();
                }}
              >
                {attribute.name}
              </button>{' '}
              <Text kind="small" tone="subdued">
                {attribute.meaning}
                {attribute.values.length > 0 &&
                  ` (${t('customers.filter.values', { values: attribute.values.join(', ') })})`}
              </Text>
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}
