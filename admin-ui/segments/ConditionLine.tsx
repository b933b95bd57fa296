import { useTranslation } from 'react-i18next';
import { attributes, findAttribute } from '../../functions/segments/query/attributes.ts';
import { nameOfField } from '../../functions/segments/query/attributes/fields.ts';
import { operatorsOf } from '../../functions/segments/query/parse.ts';
import { useFields } from '../api/fields.ts';
import { Button } from '../ui/Button.tsx';
import { Select } from '../ui/Field.tsx';
import { Text } from '../ui/Text.tsx';
import { isFinished, valuesOf, type ConditionRow } from './conditionRows.ts';
import { ConditionValues } from './ConditionValues.tsx';
import { operatorKeys, type OperatorKey } from './operatorKeys.ts';
import { useAttributeWords } from './useAttributeWords.ts';

/** One condition: what is asked about, how, and with which values. */
export function ConditionLine({
  row,
  number,
  tried,
  onChange,
  onRemove,
}: {
  row: ConditionRow;
  /** Of the condition, for who cannot see where the line stands. */
  number: number;
  tried: boolean;
  onChange: (row: ConditionRow) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  const { nameOf, meaningOf } = useAttributeWords();
  const attribute = findAttribute(row.attribute);
  const fields = useFields();
  if (attribute === undefined) return null;
  const named = [
    ...attributes.map(({ name }) => name),
    ...fields.map(({ field }) => nameOfField(field)),
  ];
  // One that is not picked any more stays until it is changed.
  const known = named.includes(attribute.name) ? named : [...named, attribute.name];
  const operators = operatorsOf(attribute).filter(isKnown);
  const typed = row.values.some((value) => value.trim() !== '');
  const wrong = !isFinished(row) && (tried || (typed && row.values.every((value) => value !== '')));
  return (
    <div className="c-condition">
      <div className="c-condition-line">
        <Select
          label={t('segments.rows.about', { number })}
          labelHidden
          value={attribute.name}
          options={known.map((name) => ({ value: name, label: nameOf(name) }))}
          onChange={(name) => {
            onChange(firstRow(name));
          }}
        />
        <Select
          label={t('segments.rows.how', { number })}
          labelHidden
          value={operators.find((one) => one === row.operator) ?? '='}
          options={operators.map((operator) => ({
            value: operator,
            label: t(
              `segments.operator.${attribute.type === 'date' ? 'date' : 'value'}.${operatorKeys[operator]}`,
            ),
          }))}
          onChange={(operator) => {
            onChange({ ...row, operator, values: fitted(row.values, operator) });
          }}
        />
        <ConditionValues
          attribute={attribute}
          values={row.values}
          several={valuesOf(row.operator) === null}
          number={number}
          onChange={(values) => {
            onChange({ ...row, values });
          }}
        />
        <Button look="plain" label={t('segments.rows.removeThis', { number })} onClick={onRemove}>
          {t('segments.rows.remove')}
        </Button>
      </div>
      <Text as="p" kind="small" tone="subdued">
        {meaningOf(attribute.name)}
      </Text>
      {wrong && (
        <div role="alert">
          <Text as="p" kind="small" tone="critical">
            {t(`segments.rows.unfinished.${attribute.type}`)}
          </Text>
        </div>
      )}
    </div>
  );
}

function isKnown(operator: string): operator is OperatorKey {
  return operator in operatorKeys;
}

/** A line about another attribute begins with its usual question. */
function firstRow(name: string): ConditionRow {
  const attribute = findAttribute(name);
  switch (attribute?.type) {
    case 'flag':
      return { attribute: name, operator: '=', values: ['true'] };
    case 'date':
      return { attribute: name, operator: '>=', values: ['-30d'] };
    case 'number':
      return { attribute: name, operator: '>=', values: [''] };
    case 'choice':
    case 'name':
      return { attribute: name, operator: '=', values: [''] };
    default:
      return { attribute: name, operator: 'CONTAINS', values: [''] };
  }
}

/** As many values as the operator takes, the first ones kept. */
function fitted(values: readonly string[], operator: string): string[] {
  const wanted = valuesOf(operator);
  if (wanted === null) return values.length === 0 ? [''] : [...values];
  return Array.from({ length: wanted }, (_, index) => values[index] ?? '');
}
