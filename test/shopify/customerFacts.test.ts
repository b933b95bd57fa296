import { describe, expect, test } from 'vitest';
import { factsOf, factsSelection } from '../../functions/shopify/customerFacts.ts';

const fields = ['custom.skin-type', 'custom.skin_type', 'facts.birth_date'];
const aliases = [...factsSelection(fields).matchAll(/(\w+): metafield/g)].map(
  ([, alias]) => alias!,
);

const told = (...metafields: ({ type: string; value: string } | null)[]) =>
  Object.fromEntries(metafields.map((metafield, at) => [aliases[at]!, metafield]));

test('each field is asked for under a name of its own', () => {
  expect(new Set(aliases).size).toBe(fields.length);
  expect(factsSelection(fields)).toContain('metafield(namespace: "custom", key: "skin-type")');
  expect(factsSelection([])).toBe('statistics { rfmGroup }');
});

describe('what an answer says of one customer', () => {
  test.each([
    [{ statistics: { rfmGroup: 'AT_RISK' } }, 'at_risk'],
    [{ statistics: { rfmGroup: 'PREVIOUSLY_LOYAL' } }, 'previously_loyal'],
    [{ statistics: { rfmGroup: 'OF_NEXT_YEAR' } }, null],
    [{ statistics: { rfmGroup: null } }, null],
    [{ statistics: null }, null],
    [{}, null],
  ])('%j is the group %s', (root, group) => {
    expect(factsOf(root, []).group).toBe(group);
  });

  test.each([
    [{ type: 'single_line_text_field', value: ' dry ' }, ['dry']],
    [{ type: 'number_integer', value: '42' }, ['42']],
    [{ type: 'number_decimal', value: '4.50' }, ['4.50']],
    [{ type: 'boolean', value: 'true' }, ['true']],
    [{ type: 'date', value: '1990-02-28' }, ['1990-02-28']],
    [{ type: 'list.single_line_text_field', value: '["M","L","M"]' }, ['M', 'L']],
    [{ type: 'list.number_integer', value: '[3,4]' }, ['3', '4']],
    [{ type: 'list.single_line_text_field', value: 'no list' }, []],
    [{ type: 'list.file_reference', value: '["gid://x"]' }, []],
    [{ type: 'multi_line_text_field', value: 'Once upon a time' }, []],
    [{ type: 'json', value: '{"a":1}' }, []],
    [null, []],
  ])('%j holds %j', (metafield, words) => {
    expect(factsOf(told(metafield), fields).fields).toEqual(new Map([[fields[0], words]]));
  });

  test('a field it was not asked for is not told, which is not "none"', () => {
    const said = factsOf(told({ type: 'boolean', value: 'true' }), ['custom.other', fields[0]!]);
    expect([...said.fields.keys()]).toEqual([fields[0]]);
  });
});
