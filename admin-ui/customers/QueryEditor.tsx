import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { attributes } from '../../functions/segments/query/attributes.ts';
import { nameOfField } from '../../functions/segments/query/attributes/fields.ts';
import { completeQuery, type NamedField } from '../../functions/segments/query/complete.ts';
import { parseQuery } from '../../functions/segments/query/parse.ts';
import { useFields } from '../api/fields.ts';
import { Button } from '../ui/Button.tsx';
import { Row } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';
import { QueryMistake } from './QueryMistake.tsx';

const example = 'number_of_orders >= 3 AND last_order_date < -90d';
const shownOptions = 8;

export interface QueryEditorProps {
  initial: string;
  /** What the server has against it, where it is more than a slip of the pen. */
  refusal?: string | null;
  /** The filter is used when asked for. */
  onApply?: (query: string) => void;
  /** The filter is part of a form: every change counts. */
  onChange?: (query: string) => void;
}

/** The segment language as text: what could come next, and where a mistake is. */
export function QueryEditor({ initial, refusal = null, onApply, onChange }: QueryEditorProps) {
  const { t } = useTranslation();
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const [query, setQuery] = useState(initial);
  const [cursor, setCursor] = useState(initial.length);
  const [left, setLeft] = useState(initial !== '');
  const parsed = parseQuery(query);
  const error = !parsed.ok && left ? parsed.error : null;
  const fields = useFields();
  const completion = completeQuery(query, cursor, fields);
  const change = (next: string, at: number) => {
    setQuery(next);
    setCursor(at);
    onChange?.(next);
  };
  const insert = (from: number, to: number, text: string) => {
    const at = from + text.length + 1;
    change(`${query.slice(0, from)}${text} ${query.slice(to).trimStart()}`, at);
    box.current?.focus();
  };
  const apply = () => {
    setLeft(true);
    if (parsed.ok) onApply?.(query.trim());
  };
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
        aria-invalid={error !== null || refusal !== null}
        aria-describedby={`${id}-help`}
        onBlur={() => {
          setLeft(query !== '');
        }}
        onSelect={(event) => {
          setCursor(event.currentTarget.selectionStart);
        }}
        onChange={(event) => {
          change(event.target.value, event.target.selectionStart);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.shiftKey && onApply !== undefined) {
            event.preventDefault();
            apply();
          }
        }}
      />
      <div id={`${id}-help`}>
        {error !== null ? (
          <QueryMistake
            query={query}
            error={error}
            onTake={(suggestion) => {
              insert(error.start, error.end, suggestion);
            }}
          />
        ) : refusal !== null ? (
          <Text as="p" tone="critical">
            {refusal}
          </Text>
        ) : (
          <Text as="p" kind="small" tone="subdued">
            {t('customers.filter.help', { example })}
          </Text>
        )}
      </div>
      {completion.options.length > 0 && (
        <div className="c-options" role="group" aria-label={t('customers.filter.next')}>
          {completion.options.slice(0, shownOptions).map((option) => (
            <button
              key={option.text}
              type="button"
              className="c-code"
              title={option.detail}
              // Keeps the cursor where it is in the text.
              onMouseDown={(event) => {
                event.preventDefault();
              }}
              onClick={() => {
                insert(completion.from, completion.to, option.text);
              }}
            >
              {option.text}
            </button>
          ))}
        </div>
      )}
      {onApply !== undefined && (
        <Row>
          <Button onClick={apply}>{t('customers.filter.apply')}</Button>
          {initial !== '' && (
            <Button look="plain" onClick={() => onApply('')}>
              {t('customers.filter.clear')}
            </Button>
          )}
        </Row>
      )}
      <Attributes fields={fields} />
    </div>
  );
}

/** Everything that can be asked, with what it means. */
function Attributes({ fields }: { fields: readonly NamedField[] }) {
  const { t } = useTranslation();
  return (
    <details>
      <summary>{t('customers.filter.attributes')}</summary>
      <ul className="c-attributes">
        {attributes.map((attribute) => (
          <li key={attribute.name}>
            <code className="c-code">{attribute.name}</code>{' '}
            <Text kind="small" tone="subdued">
              {attribute.sentence}
              {attribute.type === 'choice' &&
                ` (${t('customers.filter.values', { values: attribute.choices.join(', ') })})`}
            </Text>
          </li>
        ))}
        {fields.map(({ field, name }) => (
          <li key={field}>
            <code className="c-code">{nameOfField(field)}</code>{' '}
            <Text kind="small" tone="subdued">
              {name}
            </Text>
          </li>
        ))}
      </ul>
    </details>
  );
}
