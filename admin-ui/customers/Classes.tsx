import { useTranslation } from 'react-i18next';
import type { CustomerFile } from '../../functions/admin/customers.schema.ts';
import type { Held } from '../../functions/admin/explained.schema.ts';
import type { Scheme } from '../../functions/customers/customer.schema.ts';
import { useClassWords } from '../i18n/classWords.ts';
import { useSchemeWords } from '../i18n/schemeWords.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Card } from '../ui/Card.tsx';
import { Link } from '../ui/Link.tsx';
import { Grid } from '../ui/Page.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Term } from '../ui/Term.tsx';
import { Text } from '../ui/Text.tsx';
import { NextPoints } from './NextPoints.tsx';
import { RisingCard } from './RisingCard.tsx';
import { useWhy } from './useWhy.ts';
import { WayOn } from './WayOn.tsx';

const first: readonly Scheme[] = ['level', 'lifecycle'];
const others: readonly Scheme[] = [
  'segment',
  'abc',
  'quadrant',
  'loyalty',
  'promotion',
  'standard',
];

/** Each class with its reason, since when, and what changes it if nothing happens. */
export function Classes({ file }: { file: CustomerFile }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <Card title={t('customers.classes.title')}>
      {file.unranked !== null && (
        <Text as="p" tone="subdued">
          {t(`customers.classes.unranked.${file.unranked}`)}
        </Text>
      )}
      <Grid min="17rem">
        {first.map((scheme) => (
          <ClassCard key={scheme} scheme={scheme} held={file.classes[scheme]} file={file} />
        ))}
      </Grid>
      <details className="c-others">
        <summary>{t('customers.classes.others')}</summary>
        <Grid min="17rem">
          {others.map((scheme) => (
            <ClassCard key={scheme} scheme={scheme} held={file.classes[scheme]} file={file} />
          ))}
          {file.rising !== null && <RisingCard rising={file.rising} />}
        </Grid>
      </details>
      {file.cutoffs !== null && (
        <Text as="p" kind="small" tone="subdued">
          {t(
            file.ranking === 'wholesale' ? 'customers.classes.asWholesale' : 'customers.classes.as',
            {
              date: formats.dateTime(file.cutoffs.computedAt),
              ranked: formats.count(file.cutoffs.ranked),
            },
          )}{' '}
          {t('why.rulesOnly')}
        </Text>
      )}
    </Card>
  );
}

/** What moves a customer between standards is the merchant's own: no order can be named for it. */
function StandardWay() {
  const { t } = useTranslation();
  return (
    <Text as="p" kind="small" tone="subdued">
      {t('why.standardWay')} <Link to="/settings/classes">{t('why.standardLink')}</Link>
    </Text>
  );
}

/** The shop's own group, beside ours. */
function ShopGroup({ group }: { group: CustomerFile['shopGroup'] }) {
  const { t } = useTranslation();
  const words = useClassWords();
  if (group === null) return null;
  return (
    <Text as="p" kind="small" tone="subdued">
      {t('why.shopGroup', { group: words('segment', group) })}
    </Text>
  );
}

function ClassCard({ scheme, held, file }: { scheme: Scheme; held: Held; file: CustomerFile }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useClassWords();
  const { nameOf, meaningOf } = useSchemeWords();
  const why = useWhy();
  return (
    <div className="c-thing">
      <Stack gap="tight">
        <Text as="h3" kind="small" tone="subdued">
          <Term meaning={meaningOf(scheme)}>{nameOf(scheme)}</Term>
        </Text>
        <Text as="p" kind="heading">
          {words(scheme, held.value)}
        </Text>
        {(held.value !== null || scheme === 'standard') && why.rule(scheme, file) !== null && (
          <Text as="p">{why.rule(scheme, file)}</Text>
        )}
        {held.since !== null && (
          <Text as="p" kind="small" tone="subdued">
            {t('customers.classes.since', { date: formats.date(held.since) })}
            {held.because !== null && ` · ${why.because(held.because)}`}
          </Text>
        )}
        {file.past !== null && held.recorded !== null && held.recorded !== held.value && (
          <Text as="p" kind="small" tone="subdued">
            {t('why.recorded', { recorded: words(scheme, held.recorded) })}
          </Text>
        )}
        {scheme === 'segment' && <ShopGroup group={file.shopGroup} />}
        {scheme === 'standard' && <StandardWay />}
        {held.value !== null && scheme !== 'standard' && (
          <WayOn scheme={scheme} held={held} day={file.past === null ? 'today' : 'thatDay'} />
        )}
        {scheme === 'level' && held.value !== null && <NextPoints file={file} />}
      </Stack>
    </div>
  );
}
