import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attribute } from '../../functions/segments/query/attribute.ts';
import { attributes } from '../../functions/segments/query/attributes.ts';
import { operatorsOf } from '../../functions/segments/query/parse.ts';
import { Card } from '../ui/Card.tsx';
import { Field } from '../ui/Field.tsx';
import { Page } from '../ui/Page.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';
import { Examples } from './Examples.tsx';
import { useAttributeWords } from './useAttributeWords.ts';
import { useSegmentsWay } from './useSegmentsWay.ts';
import { useValueWords } from './useValueWords.ts';

/** Everything a segment can ask about, from the table the parser itself reads. */
export function SegmentHelpPage() {
  const { t } = useTranslation();
  const { nameOf, meaningOf } = useAttributeWords();
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const found = attributes.filter(({ name }) =>
    [name, nameOf(name), meaningOf(name)].some((text) => text.toLowerCase().includes(wanted)),
  );
  return (
    <Page
      title={t('segments.help.title')}
      subtitle={t('segments.help.body')}
      back={useSegmentsWay()}
    >
      <Stack gap="large">
        <Examples />
        <Card title={t('segments.help.attributes')}>
          <Field
            kind="search"
            label={t('segments.help.search')}
            value={search}
            onChange={setSearch}
          />
          <div aria-live="polite">
            {found.length === 0 && <Text as="p">{t('segments.help.nothing')}</Text>}
          </div>
          <ul className="c-attributes">
            {found.map((attribute) => (
              <Entry key={attribute.name} attribute={attribute} />
            ))}
          </ul>
        </Card>
      </Stack>
    </Page>
  );
}

function Entry({ attribute }: { attribute: Attribute }) {
  const { t } = useTranslation();
  const { nameOf, meaningOf } = useAttributeWords();
  const wordOf = useValueWords();
  return (
    <li>
      <Stack gap="tight">
        <div>
          <Text strong>{nameOf(attribute.name)}</Text>{' '}
          <code className="c-code">{attribute.name}</code>
        </div>
        <Text as="p">{meaningOf(attribute.name)}</Text>
        {attribute.type === 'choice' && (
          <Text as="p" kind="small" tone="subdued">
            {attribute.choices
              .map((choice) => `'${choice}' (${wordOf(attribute.name, choice)})`)
              .join(' · ')}
          </Text>
        )}
        <Text as="p" kind="small" tone="subdued">
          {t('segments.help.operators', { operators: operatorsOf(attribute).join(' · ') })}
        </Text>
      </Stack>
    </li>
  );
}
