import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Taste as TasteOf } from '../../functions/admin/taste.schema.ts';
import { tasteQuery } from '../api/goods.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Card } from '../ui/Card.tsx';
import { Facts } from '../ui/Facts.tsx';
import { Link } from '../ui/Link.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Term } from '../ui/Term.tsx';
import { Text } from '../ui/Text.tsx';
import { LoyaltySigns } from './LoyaltySigns.tsx';
import { customersPath } from './paths.ts';
import { useHabitWords } from './useHabitWords.ts';

/** What one customer favours, where and when they buy; each leads to the others who do. */
export function Taste({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data } = useQuery(tasteQuery(id));
  if (data === undefined) return null;
  return (
    <Card title={<Term meaning={t('taste.meaning')}>{t('taste.title')}</Term>}>
      <Stack gap="base">
        <TasteFacts taste={data} />
        {data.vendors.share !== null && <OneVendor vendors={data.vendors} />}
        <LoyaltySigns taste={data} />
      </Stack>
    </Card>
  );
}

function TasteFacts({ taste }: { taste: TasteOf }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useHabitWords();
  const found = (text: string, query: string, beside: string | null = null) => (
    <Stack gap="none">
      <Link to={customersPath({ query })}>{text}</Link>
      {beside !== null && (
        <Text kind="small" tone="subdued">
          {beside}
        </Text>
      )}
    </Stack>
  );
  const none = <Text tone="subdued">{t('taste.noneYet')}</Text>;
  const notKnown = <Text tone="subdued">{t('taste.notKnown')}</Text>;
  const favourite = (one: TasteOf['favourites']['type']) =>
    one === null
      ? none
      : found(one.name, one.query, t('taste.share', { share: formats.percent(one.share) }));
  // A shoe is of another size than a shirt: those of each type say more than the one over all.
  const usualSize = ({ usual, byType }: NonNullable<TasteOf['sizes']>) => {
    const known = byType.length > 0 || usual === null ? byType : [usual];
    return known.length === 0
      ? none
      : known.map(({ name, query }) => <div key={name}>{found(name, query)}</div>);
  };
  const { favourites, sizes, channel, weekday, hour, country, region, ageBand, fields } = taste;
  const facts: { key: string; name: ReactNode; value: ReactNode }[] = [
    { key: 'type', name: t('taste.type'), value: favourite(favourites.type) },
    { key: 'vendor', name: t('taste.vendor'), value: favourite(favourites.vendor) },
    { key: 'tag', name: t('taste.tag'), value: favourite(favourites.tag) },
    ...(sizes === null
      ? []
      : [
          {
            key: 'size',
            name: t('taste.size'),
            value: usualSize(sizes),
          },
        ]),
    {
      key: 'channel',
      name: t('taste.channel'),
      value: channel === null ? notKnown : found(words.channel(channel.name), channel.query),
    },
    {
      key: 'weekday',
      name: t('taste.weekday'),
      value: weekday === null ? none : found(words.weekday(weekday.day), weekday.query),
    },
    {
      key: 'hour',
      name: t('taste.hour'),
      value: hour === null ? none : found(words.hour(hour.hour), hour.query),
    },
    {
      key: 'country',
      name: t('taste.country'),
      value: country === null ? notKnown : found(words.country(country.name), country.query),
    },
    ...(region === null
      ? []
      : [{ key: 'region', name: t('taste.region'), value: found(region.name, region.query) }]),
    {
      key: 'age',
      name: t('taste.age'),
      value: ageBand === null ? notKnown : found(t(`taste.ages.${ageBand.band}`), ageBand.query),
    },
    ...fields.map(({ name, values }) => ({
      key: `field ${name}`,
      name,
      value:
        values.length === 0
          ? notKnown
          : values.map(({ value, query }) => <div key={value}>{found(value, query)}</div>),
    })),
  ];
  return <Facts facts={facts} />;
}

function OneVendor({ vendors: { share, sold } }: { vendors: TasteOf['vendors'] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <Text as="p" kind="small" tone="subdued">
      {t('taste.oneVendor', { share: formats.percent(share ?? 0), sold: formats.count(sold) })}
    </Text>
  );
}
