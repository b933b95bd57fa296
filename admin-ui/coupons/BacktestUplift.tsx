import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Backtest } from '../../functions/coupons/backtest.schema.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Facts } from '../ui/Facts.tsx';
import { Field } from '../ui/Field.tsx';
import { Text } from '../ui/Text.tsx';
import { leastOrders, mostUplift, upliftOf, upliftTyped, type Uplift } from './uplift.ts';

/** What the coupons would add if so many of them did; empty until somebody assumes something. */
export function BacktestUplift({ backtest }: { backtest: Backtest }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [text, setText] = useState('');
  const most = mostUplift(backtest);
  const typed = upliftTyped(text, most);
  const uplift = typeof typed === 'number' ? upliftOf(backtest, typed) : null;
  return (
    <div className="c-thing">
      <Text as="h3" strong>
        {t('backtest.assumed.title')}
      </Text>
      <Field
        kind="decimal"
        label={t('backtest.assumed.field')}
        help={t('backtest.assumed.help')}
        value={text}
        onChange={setText}
        error={
          typed === 'wrong' ? t('backtest.assumed.wrong', { most: formats.count(most) }) : undefined
        }
      />
      <div aria-live="polite">
        {uplift !== null && <Sums uplift={uplift} backtest={backtest} />}
        {typeof typed === 'number' && uplift === null && (
          <Text as="p">
            {t('backtest.assumed.tooFew', {
              least: formats.count(leastOrders),
              orders: formats.count(backtest.anyway.coupons),
            })}
          </Text>
        )}
      </div>
    </div>
  );
}

/** The assumed figures and the exact one, each by its name. */
function Sums({ uplift, backtest: { anyway } }: { uplift: Uplift; backtest: Backtest }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { currency } = anyway.revenue;
  const money = (units: number) => formats.wholeMoney({ amount: units.toFixed(2), currency });
  return (
    <>
      <Facts
        facts={[
          {
            key: 'orders',
            name: t('backtest.assumed.orders'),
            value: formats.count(uplift.orders),
          },
          { key: 'revenue', name: t('backtest.assumed.revenue'), value: money(uplift.revenue) },
          { key: 'discount', name: t('backtest.assumed.discount'), value: money(-uplift.discount) },
          {
            key: 'anyway',
            name: t('backtest.assumed.anyway'),
            value: formats.money({ ...anyway.discount, amount: `-${anyway.discount.amount}` }),
          },
          { key: 'remains', name: t('backtest.assumed.remains'), value: money(uplift.remains) },
        ]}
      />
      <Text as="p" kind="small" tone="subdued">
        {t('backtest.assumed.note')}
      </Text>
    </>
  );
}
