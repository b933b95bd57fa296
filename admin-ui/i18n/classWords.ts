import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Scheme } from '../../functions/customers/customer.schema.ts';
import {
  abcKeySchema,
  levelKeySchema,
  lifecycleKeySchema,
  loyaltyKeySchema,
  promotionKeySchema,
  quadrantKeySchema,
  segmentKeySchema,
  standardKeySchema,
} from '../../functions/segments/classes.schema.ts';

/** The word of each scheme's class; null: a key this build does not know. */
const wordOf: Readonly<Record<Scheme, (t: TFunction, key: string) => string | null>> = {
  level: (t, key) => {
    const known = levelKeySchema.safeParse(key);
    return known.success ? t(`word.level.${known.data}`) : null;
  },
  segment: (t, key) => {
    const known = segmentKeySchema.safeParse(key);
    return known.success ? t(`word.segment.${known.data}`) : null;
  },
  abc: (t, key) => {
    const known = abcKeySchema.safeParse(key);
    return known.success ? t(`word.abc.${known.data}`) : null;
  },
  lifecycle: (t, key) => {
    const known = lifecycleKeySchema.safeParse(key);
    return known.success ? t(`word.lifecycle.${known.data}`) : null;
  },
  quadrant: (t, key) => {
    const known = quadrantKeySchema.safeParse(key);
    return known.success ? t(`schemes.quadrant.${known.data}`) : null;
  },
  loyalty: (t, key) => {
    const known = loyaltyKeySchema.safeParse(key);
    return known.success ? t(`schemes.loyalty.${known.data}`) : null;
  },
  promotion: (t, key) => {
    const known = promotionKeySchema.safeParse(key);
    return known.success ? t(`schemes.promotion.${known.data}`) : null;
  },
  standard: (t, key) => {
    const known = standardKeySchema.safeParse(key);
    return known.success ? t(`schemes.standard.${known.data}`) : null;
  },
};

/** What a class is called, by scheme and key. A key this build does not know is shown as it is. */
export function useClassWords(): (scheme: Scheme, key: string | null) => string {
  const { t } = useTranslation();
  return (scheme, key) => {
    if (key === null) return t('word.unplaced');
    return wordOf[scheme](t, key) ?? key;
  };
}
