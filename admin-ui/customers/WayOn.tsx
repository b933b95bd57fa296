import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Money } from '../../functions/platform/api.schema.ts';
import type { Held } from '../../functions/admin/explained.schema.ts';
import type { Scheme } from '../../functions/customers/customer.schema.ts';
import { useClassWords } from '../i18n/classWords.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Text } from '../ui/Text.tsx';
import { useNeedWords } from './useNeedWords.ts';

/** Whether the file is as of now or of a past day. */
type Day = 'today' | 'thatDay';

/** How a class may change: by time, and what keeps it; the way up, the way down. */
export function WayOn({ scheme, held, day }: { scheme: Scheme; held: Held; day: Day }) {
  const { t } = useTranslation();
  const words = useClassWords();
  const formats = useFormats();
  const needs = useNeedWords();
  const { changesOn } = held;
  const when = t(`why.when.${day}`);
  return (
    <>
      <Line>
        {changesOn === null
          ? t('customers.classes.stays')
          : t('customers.classes.changesTo', {
              to: words(scheme, changesOn.to),
              date: formats.calendarDate(changesOn.date),
            })}
      </Line>
      {changesOn !== null && <Keeps prevent={changesOn.prevent} day={day} />}
      {held.up.map(({ to, needs: missing, order }) => (
        <Line key={`up ${to}`}>
          {t('why.up', { to: words(scheme, to), needs: needs.more(missing) })}{' '}
          {order !== null &&
            (isAny(order)
              ? t('why.upAny', { when })
              : t('why.upOrder', { when, order: formats.money(order) }))}
        </Line>
      ))}
      {held.down.map(({ to, needs: spare }) => (
        <Line key={`down ${to}`}>
          {t('why.down', { to: words(scheme, to), needs: needs.less(spare) })}
        </Line>
      ))}
    </>
  );
}

/** The smallest order that keeps a class; one sentence where today and the last day ask the same. */
function Keeps({ prevent, day }: { prevent: NonNullable<Held['changesOn']>['prevent']; day: Day }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (prevent === null) return null;
  const { today, onLastDay } = prevent;
  const dates = { when: t(`why.when.${day}`), lastDay: formats.calendarDate(prevent.lastDay) };
  if (today?.amount === onLastDay?.amount) {
    if (today === null) return <Line>{t('why.keeps.none', dates)}</Line>;
    return (
      <Line>
        {isAny(today)
          ? t('why.keeps.any', dates)
          : t('why.keeps.order', { ...dates, order: formats.money(today) })}
      </Line>
    );
  }
  const said = (order: Money | null, on: 'today' | 'lastDay') => {
    if (order === null) return t(`why.keeps.${on}None`, dates);
    return isAny(order)
      ? t(`why.keeps.${on}Any`, dates)
      : t(`why.keeps.${on}Order`, { ...dates, order: formats.money(order) });
  };
  return (
    <Line>
      {said(today, 'today')} {said(onLastDay, 'lastDay')}
    </Line>
  );
}

function Line({ children }: { children: ReactNode }) {
  return (
    <Text as="p" kind="small" tone="subdued">
      {children}
    </Text>
  );
}

/** One cent, one yen: any order is enough. */
function isAny({ amount }: Money): boolean {
  return Number(amount.replace('.', '')) === 1;
}
