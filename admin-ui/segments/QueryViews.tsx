import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseQuery } from '../../functions/segments/query/parse.ts';
import { QueryEditor } from '../customers/QueryEditor.tsx';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { Link } from '../ui/Link.tsx';
import { Row } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';
import { rowsOf } from './conditionRows.ts';
import { ConditionList } from './ConditionList.tsx';

/** The same conditions as lines of a form and as text; one is made from the other. */
export function QueryViews({
  query,
  refusal,
  tried,
  onChange,
}: {
  query: string;
  refusal: string | null;
  /** Somebody tried to save: what is missing is said. */
  tried: boolean;
  /** `unfinished`: a line of the form is no condition yet, and is not in the query. */
  onChange: (query: string, unfinished: boolean) => void;
}) {
  const { t } = useTranslation();
  const parsed = parseQuery(query);
  const rows = parsed.ok ? rowsOf(parsed.query) : null;
  const [view, setView] = useState<'rows' | 'text'>(rows === null ? 'text' : 'rows');
  const show = (next: 'rows' | 'text') => {
    // An unfinished line is left behind: the text says all there is.
    if (next === 'text') onChange(query, false);
    setView(next);
  };
  return (
    <Card
      title={t('segments.editor.who')}
      action={
        <Row>
          <Button
            look="quiet"
            pressed={view === 'rows'}
            disabled={rows === null}
            onClick={() => {
              show('rows');
            }}
          >
            {t('segments.editor.asRows')}
          </Button>
          <Button
            look="quiet"
            pressed={view === 'text'}
            onClick={() => {
              show('text');
            }}
          >
            {t('segments.editor.asText')}
          </Button>
        </Row>
      }
    >
      {view === 'rows' && rows !== null ? (
        <ConditionList initial={rows} tried={tried} onChange={onChange} query={query} />
      ) : (
        <>
          <QueryEditor
            initial={query}
            refusal={refusal}
            onChange={(text) => {
              onChange(text, false);
            }}
          />
          {parsed.ok && rows === null && (
            <Text as="p" kind="small" tone="subdued">
              {t('segments.editor.tooDeep')}
            </Text>
          )}
        </>
      )}
      <div>
        <Link to="/segments/help">{t('segments.help.link')}</Link>
      </div>
    </Card>
  );
}
