import { useTranslation } from 'react-i18next';
import type { Backtest } from '../../functions/coupons/backtest.schema.ts';
import { customerPath } from '../customers/paths.ts';
import { useCustomerName } from '../customers/useCustomerName.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Facts, List } from '../ui/Facts.tsx';
import { Link } from '../ui/Link.tsx';
import { Row, Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';
import { BacktestUplift } from './BacktestUplift.tsx';
import { BacktestWeeks } from './BacktestWeeks.tsx';

const yearDays = 365;

/** What a trial found: how many and for how much, when, who bought anyway, whom else it met. */
export function BacktestResult({ backtest }: { backtest: Backtest }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { coupons, customers, costCeiling, historyDays, asToday } = backtest;
  const period = {
    from: formats.calendarDate(backtest.from),
    to: formats.calendarDate(backtest.to),
  };
  const found = {
    ...period,
    coupons: formats.count(coupons),
    customers: formats.count(customers),
  };
  return (
    <Stack gap="small">
      <Text as="p" strong>
        {coupons === 0
          ? t('backtest.nobody', period)
          : costCeiling === null
            ? t('backtest.resultNoCeiling', found)
            : t('backtest.result', { ...found, cost: formats.money(costCeiling) })}
      </Text>
      <Text as="p" kind="small" tone="subdued">
        {t('backtest.exact')}
      </Text>
      {historyDays < yearDays && (
        <Text as="p" kind="small" tone="subdued">
          {t('backtest.shortHistory', { days: formats.count(historyDays) })}
        </Text>
      )}
      {asToday.length > 0 && (
        <Text as="p" kind="small" tone="subdued">
          {t('backtest.asToday', { names: asToday.join(', ') })}
        </Text>
      )}
      {coupons > 0 && (
        <>
          <BacktestWeeks backtest={backtest} />
          <Anyway backtest={backtest} />
        </>
      )}
      <Beside backtest={backtest} />
      {backtest.sample.length > 0 && <Sample sample={backtest.sample} />}
      {coupons > 0 && <BacktestUplift backtest={backtest} />}
    </Stack>
  );
}

function Anyway({ backtest: { anyway } }: { backtest: Backtest }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <Text as="p">
      {anyway.coupons === 0
        ? t('backtest.anywayNone')
        : t('backtest.anyway', {
            coupons: formats.count(anyway.coupons),
            days: formats.count(anyway.days),
            revenue: formats.money(anyway.revenue),
            discount: formats.money(anyway.discount),
          })}
    </Text>
  );
}

/** Who fell out and why, and whom other rules would have reached as well. */
function Beside({ backtest: { excluded, overlap } }: { backtest: Backtest }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <>
      {excluded.length > 0 && (
        <>
          <Heading>{t('backtest.excluded')}</Heading>
          <Facts
            facts={excluded.map(({ reason, count }) => ({
              key: reason,
              name: t(`coupons.excluded.${reason}`),
              value: formats.count(count),
            }))}
          />
        </>
      )}
      {overlap.length > 0 && (
        <>
          <Heading>{t('backtest.overlap')}</Heading>
          <Facts
            facts={overlap.map(({ id, name, customers }) => ({
              key: id,
              name: <Link to={`/coupons/${encodeURIComponent(id)}`}>{name}</Link>,
              value: formats.count(customers),
            }))}
          />
        </>
      )}
    </>
  );
}

function Sample({ sample }: { sample: Backtest['sample'] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const nameOf = useCustomerName();
  return (
    <>
      <Heading>{t('backtest.sample')}</Heading>
      <List>
        {sample.map((one) => (
          <li key={`${one.id} ${one.on}`}>
            <Row align="space-between">
              <Link to={customerPath(one.id)}>{nameOf(one)}</Link>
              <Text kind="small" tone="subdued">
                {t('backtest.sampleOn', {
                  on: formats.calendarDate(one.on),
                  last: formats.date(one.lastOrderAt),
                })}
              </Text>
            </Row>
          </li>
        ))}
      </List>
    </>
  );
}

function Heading({ children }: { children: string }) {
  return (
    <Text as="h3" kind="small" tone="subdued">
      {children}
    </Text>
  );
}
