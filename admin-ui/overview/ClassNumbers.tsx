import { useTranslation } from 'react-i18next';
import type { Overview } from '../../functions/insights/overview.schema.ts';
import { customersPath, queries } from '../customers/paths.ts';
import { useClassWords } from '../i18n/classWords.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Bars } from '../ui/Bars.tsx';
import { Card } from '../ui/Card.tsx';
import { Term } from '../ui/Term.tsx';
import { Text } from '../ui/Text.tsx';
import { roughSum, shareOf } from './compare.ts';

/** How many customers are in each class, and what they spent; each leads to its people. */
export function Levels({ overview }: { overview: Overview }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const best = overview.levels.find((group) => group.key === 'A');
  const title = <Term meaning={t('term.level')}>{t('overview.levels.title')}</Term>;
  if (overview.cutoffs === null || overview.cutoffs.method === 'none') {
    return (
      <Card title={title}>
        <Text as="p" tone="subdued">
          {t('overview.levels.tooFew', { count: overview.ranked })}
        </Text>
      </Card>
    );
  }
  return (
    <Card title={title}>
      {best !== undefined && best.customers > 0 && (
        <Text as="p" tone="subdued">
          {t('overview.levels.finding', {
            count: best.customers,
            formatted: formats.count(best.customers),
            share: formats.percent(shareOf(best.netSpent.amount, roughSum(overview.levels))),
          })}
        </Text>
      )}
      <Groups scheme="level" groups={overview.levels} />
      {overview.cutoffs.method === 'fixed' && (
        <Text as="p" kind="small" tone="subdued">
          {t('overview.levels.fixed')}
        </Text>
      )}
    </Card>
  );
}

const inRhythm = ['first_timer', 'regular'];

export function Standing({ overview }: { overview: Overview }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const total = overview.lifecycle.reduce((sum, group) => sum + group.customers, 0);
  const well = overview.lifecycle
    .filter((group) => inRhythm.includes(group.key))
    .reduce((sum, group) => sum + group.customers, 0);
  return (
    <Card title={<Term meaning={t('term.lifecycle')}>{t('overview.stand.title')}</Term>}>
      {total > 0 && (
        <Text as="p" tone="subdued">
          {t('overview.stand.finding', { share: formats.percent(well / total) })}
        </Text>
      )}
      <Groups scheme="lifecycle" groups={overview.lifecycle} />
      {overview.cutoffs !== null && (
        <Text as="p" kind="small" tone="subdued">
          {t('overview.stand.limits', {
            t50: formats.count(Math.floor(overview.cutoffs.lifecycle.t50)),
            t80: formats.count(Math.floor(overview.cutoffs.lifecycle.t80)),
            t95: formats.count(Math.floor(overview.cutoffs.lifecycle.t95)),
          })}
        </Text>
      )}
    </Card>
  );
}

export function SpendClasses({ overview }: { overview: Overview }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const big = overview.abc.find((group) => group.key === 'A');
  const total = overview.abc.reduce((sum, group) => sum + group.customers, 0);
  return (
    <Card title={<Term meaning={t('term.abc')}>{t('overview.spend.title')}</Term>}>
      {big !== undefined && total > 0 && big.customers > 0 && (
        <Text as="p" tone="subdued">
          {t('overview.spend.finding', {
            share: formats.percent(big.customers / total),
            money: formats.percent(shareOf(big.netSpent.amount, roughSum(overview.abc))),
          })}
        </Text>
      )}
      <Groups scheme="abc" groups={overview.abc} />
    </Card>
  );
}

interface GroupsProps {
  scheme: keyof typeof queries;
  groups: Overview['levels'];
}

function Groups({ scheme, groups }: GroupsProps) {
  const formats = useFormats();
  const words = useClassWords();
  const most = Math.max(1, ...groups.map((group) => group.customers));
  return (
    <Bars
      bars={groups.map((group) => ({
        key: group.key,
        name: words(scheme, group.key),
        share: group.customers / most,
        to: customersPath({ query: queries[scheme](group.key) }),
        figures: (
          <>
            <b>{formats.count(group.customers)}</b>
            <span>{formats.wholeMoney(group.netSpent)}</span>
          </>
        ),
      }))}
    />
  );
}
