import { useTranslation } from 'react-i18next';
import type { NeedView } from '../../functions/admin/explained.schema.ts';
import { useFormats } from '../i18n/shopPlace.ts';

/** Puts what a step to another class takes into words: what is missing, or what is to spare. */
export function useNeedWords(): Record<'more' | 'less', (needs: readonly NeedView[]) => string> {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
  const counted = (amount: number | null) => {
    const count = amount ?? 0;
    return { count, formatted: formats.count(count) };
  };
  const more = ({ what, amount, money }: NeedView): string => {
    if (money !== null) return t('why.more.money', { money: formats.money(money) });
    if (what === 'money' || what === 'evenness') return t('why.more.evenness');
    return t(`why.more.${what}`, counted(amount));
  };
  const less = (need: NeedView): string => {
    const { what, amount, money } = need;
    if (money !== null) return t('why.less.money', { money: formats.money(money) });
    switch (what) {
      case 'points':
      case 'recency':
      case 'frequency':
      case 'orderDays':
        return t(`why.less.${what}`, counted(amount));
      default:
        return more(need);
    }
  };
  return {
    more: (needs) => list.format(needs.map(more)),
    less: (needs) => list.format(needs.map(less)),
  };
}
