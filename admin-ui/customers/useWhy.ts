import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { CustomerFile } from '../../functions/admin/customers.schema.ts';
import type { Held } from '../../functions/admin/explained.schema.ts';
import type { Scheme } from '../../functions/customers/customer.schema.ts';
import {
  abcKeySchema,
  levelKeySchema,
  lifecycleKeySchema,
} from '../../functions/segments/classes.schema.ts';
import { useFormats, type Formats } from '../i18n/shopPlace.ts';
import { loyaltyRule, promotionRule, quadrantRule } from './behaviourRules.ts';

/** Puts the rule behind a class, and the event that brought it, into words. */
export function useWhy() {
  const { t } = useTranslation();
  const formats = useFormats();
  return {
    /** The rule with this customer's own figures; null where there is nothing to say. */
    rule: (scheme: Scheme, file: CustomerFile): string | null => {
      switch (scheme) {
        case 'level':
          return levelRule(t, file);
        case 'abc':
          return abcRule(t, file, formats);
        case 'lifecycle':
          return lifecycleRule(t, file, formats);
        case 'segment':
          return segmentRule(t, file);
        case 'quadrant':
          return quadrantRule(t, file, formats);
        case 'loyalty':
          return loyaltyRule(t, file, formats);
        case 'promotion':
          return promotionRule(t, file, formats);
        case 'standard':
          return t('schemes.meaning.standard');
      }
    },
    because: (because: NonNullable<Held['because']>): string => {
      const { cause, orderName } = because;
      if (cause !== 'order' && cause !== 'refund') return t(`customers.classes.because.${cause}`);
      return orderName === null
        ? t(`customers.classes.because.${cause}Unnamed`)
        : t(`customers.classes.because.${cause}`, { order: orderName });
    },
  };
}

function levelRule(t: TFunction, { rfm, cutoffs }: CustomerFile): string | null {
  const level = levelKeySchema.safeParse(rfm.level);
  const { recency, frequency, monetary } = rfm;
  if (!level.success || cutoffs === null) return null;
  if (recency === null || frequency === null || monetary === null) return null;
  const { a, b, c } = cutoffs.level;
  return [
    t(`customers.classes.level.${level.data}`, { points: recency + frequency + monetary, a, b, c }),
    [
      t('customers.classes.score', { name: t('word.recency'), score: recency }),
      t('customers.classes.score', { name: t('word.frequency'), score: frequency }),
      t('customers.classes.score', { name: t('word.monetary'), score: monetary }),
    ].join(' · '),
  ].join(' ');
}

function abcRule(t: TFunction, file: CustomerFile, formats: Formats): string | null {
  const key = abcKeySchema.safeParse(file.abc);
  if (!key.success) return null;
  const { abcA = null, abcB = null } = file.cutoffs ?? {};
  const bound = (money: typeof abcA) => (money === null ? '–' : formats.money(money));
  return t(`customers.classes.abc.${key.data}`, {
    spent: formats.money(file.measures.compared.amount),
    a: bound(abcA),
    b: bound(abcB),
  });
}

function lifecycleRule(t: TFunction, file: CustomerFile, formats: Formats): string | null {
  const key = lifecycleKeySchema.safeParse(file.lifecycle);
  if (!key.success || file.cutoffs === null) return null;
  const { t50, t80, t95, writeOff } = file.cutoffs.lifecycle;
  const bounds = {
    t50: formats.count(Math.floor(t50)),
    t80: formats.count(Math.floor(t80)),
    t95: formats.count(Math.floor(t95)),
    writeOff: formats.count(Math.floor(writeOff)),
  };
  if (key.data === 'lost') {
    return file.winBackBy === null
      ? t('customers.classes.lifecycle.lostNoDate', bounds)
      : t('customers.classes.lifecycle.lost', {
          ...bounds,
          date: formats.calendarDate(file.winBackBy),
        });
  }
  return t(`customers.classes.lifecycle.${key.data}`, bounds);
}

function segmentRule(t: TFunction, { rfm }: CustomerFile): string | null {
  return rfm.recency === null || rfm.frequency === null
    ? null
    : t('customers.classes.segment', { recency: rfm.recency, frequency: rfm.frequency });
}
