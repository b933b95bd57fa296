import { useTranslation } from 'react-i18next';
import { shopGroups } from '../../functions/customers/customer.schema.ts';
import type { ShopGroups } from '../../functions/insights/insights.schema.ts';
import { customersPath } from '../customers/paths.ts';
import { useClassWords } from '../i18n/classWords.ts';
import { useChartWords } from '../i18n/useChartWords.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Card } from '../ui/Card.tsx';
import { ChartCard } from '../ui/ChartCard.tsx';
import { HeatTable } from '../ui/HeatTable.tsx';
import { Link } from '../ui/Link.tsx';
import { PlainTable } from '../ui/PlainTable.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Term } from '../ui/Term.tsx';
import { Text } from '../ui/Text.tsx';

/** Disagreements shown under the matrix; the table has them all. */
const mostApart = 5;

/** Our groups of how recently and how often against Shopify's own; each box lists its people. */
export function ShopGroupsCard({ groups }: { groups: ShopGroups }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const classWords = useClassWords();
  const chartWords = useChartWords();
  const title = <Term meaning={t('value.shops.meaning')}>{t('value.shops.title')}</Term>;
  if (groups.compared === 0) {
    return (
      <Card title={title}>
        <Text as="p">
          {groups.onlyShops.customers > 0 ? t('value.heat.none') : t('value.shops.none')}
        </Text>
      </Card>
    );
  }
  const nameOf = (key: string) => classWords('segment', key);
  const { cells, compared, agree, onlyOurs, onlyShops } = groups;
  const rows = shopGroups.filter((key) => cells.some(({ ours }) => ours === key));
  const columns = shopGroups.filter((key) => cells.some(({ shops }) => shops === key));
  const most = Math.max(...cells.map(({ customers }) => customers));
  const apart = cells.filter(({ ours, shops }) => ours !== shops);
  const [first] = apart;
  const caption = t('value.shops.title');
  const listed = (some: typeof cells) =>
    some.map(({ ours, shops, customers, query }) => ({
      key: `${ours} ${shops}`,
      cells: [
        nameOf(ours),
        nameOf(shops),
        <Link key="people" to={customersPath({ query })}>
          {formats.count(customers)}
        </Link>,
      ],
    }));
  const head = [t('value.shops.ours'), t('value.shops.theirs'), t('overview.matrix.customers')];
  return (
    <ChartCard
      title={title}
      finding={
        first === undefined
          ? t('value.shops.allSame', { customers: formats.count(compared) })
          : t('value.shops.finding', {
              share: formats.percent(agree / compared),
              customers: formats.count(compared),
              ours: nameOf(first.ours),
              shops: nameOf(first.shops),
            })
      }
      words={chartWords}
      note={
        <>
          <Link to={customersPath({ query: onlyOurs.query })}>
            {t('value.shops.onlyOurs', { customers: formats.count(onlyOurs.customers) })}
          </Link>
          {' · '}
          <Link to={customersPath({ query: onlyShops.query })}>
            {t('value.shops.onlyShops', { customers: formats.count(onlyShops.customers) })}
          </Link>
        </>
      }
      table={{ caption, columns: head, rows: listed(cells) }}
      csv={{
        name: 'shopify-groups.csv',
        rows: [
          ['our_group', 'shopify_group', 'customers'],
          ...cells.map(({ ours, shops, customers }) => [ours, shops, customers]),
        ],
      }}
    >
      <Stack gap="base">
        <HeatTable
          caption={caption}
          head={[`${t('value.shops.ours')} ↓ ${t('value.shops.theirs')} →`]}
          columns={columns.map(nameOf)}
          rows={rows.map((ours) => ({
            key: ours,
            head: [nameOf(ours)],
            cells: columns.map((shops) => {
              const cell = cells.find((one) => one.ours === ours && one.shops === shops);
              const customers = formats.count(cell?.customers ?? 0);
              return {
                figure: customers,
                weight: Math.sqrt((cell?.customers ?? 0) / most),
                place: t('value.shops.place', {
                  ours: nameOf(ours),
                  shops: nameOf(shops),
                  customers,
                }),
                ...(cell !== undefined && { to: customersPath({ query: cell.query }) }),
              };
            }),
          }))}
        />
        {apart.length > 0 && (
          <Stack gap="tight">
            <Text as="h3" kind="heading">
              {t('value.shops.apart')}
            </Text>
            <PlainTable
              caption={t('value.shops.apart')}
              columns={head}
              rows={listed(apart.slice(0, mostApart))}
            />
          </Stack>
        )}
      </Stack>
    </ChartCard>
  );
}
