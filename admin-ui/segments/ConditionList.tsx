import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { Select } from '../ui/Field.tsx';
import { Row, Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';
import { ConditionLine } from './ConditionLine.tsx';
import { textOf, type ConditionRow, type ConditionRows } from './conditionRows.ts';

const fresh: ConditionRow = { attribute: 'orders', operator: '>=', values: [''] };

/** Conditions line by line; a line may hold alternatives of its own. */
export function ConditionList({
  initial,
  query,
  tried,
  onChange,
}: {
  initial: ConditionRows;
  /** What the finished lines stood for last. */
  query: string;
  tried: boolean;
  onChange: (query: string, unfinished: boolean) => void;
}) {
  const { t } = useTranslation();
  const [rows, setRows] = useState(initial);
  const change = (next: ConditionRows) => {
    setRows(next);
    const text = textOf(next);
    onChange(text ?? query, text === null);
  };
  const put = (place: number, item: readonly ConditionRow[]) => {
    const items = rows.items.map((one, index) => (index === place ? item : one));
    change({ ...rows, items: items.filter((one) => one.length > 0) });
  };
  const inner = rows.joiner === 'and' ? 'or' : 'and';
  return (
    <Stack gap="base">
      {rows.items.length > 1 && (
        <Select
          label={t('segments.rows.match')}
          labelInline
          value={rows.joiner}
          options={[
            { value: 'and', label: t('segments.rows.all') },
            { value: 'or', label: t('segments.rows.any') },
          ]}
          onChange={(joiner) => {
            change({ ...rows, joiner });
          }}
        />
      )}
      {rows.items.length === 0 && (
        <Text as="p" tone="subdued">
          {t('segments.rows.everyone')}
        </Text>
      )}
      {rows.items.map((item, place) => (
        <div
          key={place}
          className="c-conditions"
          role="group"
          aria-label={t('segments.rows.condition', { number: place + 1 })}
        >
          {item.map((row, line) => (
            <div key={line}>
              {line > 0 && (
                <Text as="p" kind="small" tone="subdued">
                  {t(`segments.rows.${inner}`)}
                </Text>
              )}
              <ConditionLine
                row={row}
                number={place + 1}
                tried={tried}
                onChange={(changed) => {
                  put(
                    place,
                    item.map((one, index) => (index === line ? changed : one)),
                  );
                }}
                onRemove={() => {
                  put(
                    place,
                    item.filter((_, index) => index !== line),
                  );
                }}
              />
            </div>
          ))}
          <div>
            <Button
              look="plain"
              label={`${t(`segments.rows.add_${inner}`)}: ${t('segments.rows.condition', { number: place + 1 })}`}
              onClick={() => {
                put(place, [...item, fresh]);
              }}
            >
              {t(`segments.rows.add_${inner}`)}
            </Button>
          </div>
        </div>
      ))}
      <Row>
        <Button
          onClick={() => {
            change({ ...rows, items: [...rows.items, [fresh]] });
          }}
        >
          {t('segments.rows.add')}
        </Button>
      </Row>
    </Stack>
  );
}
