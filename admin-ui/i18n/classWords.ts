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

/** What a class is called, by scheme and key. A key this build does not know is shown as it is. */
export function useClassWords(): (scheme: Scheme, key: string | null) => string {
  const { t } = useTranslation();
  return (scheme, key) => {
    if (key === null) return t('customers.unplaced');
    switch (scheme) {
      case 'level': {
        const known = levelKeySchema.safeParse(key);
        return known.success ? t(`word.level.${known.data}`) : key;
      }
      case 'segment': {
        const known = segmentKeySchema.safeParse(key);
        return known.success ? t(`word.segment.${known.data}`) : key;
      }
      case 'abc': {
        const known = abcKeySchema.safeParse(key);
        return known.success ? t(`word.abc.${known.data}`) : key;
      }
      case 'lifecycle': {
        const known = lifecycleKeySchema.safeParse(key);
        return known.success ? t(`word.lifecycle.${known.data}`) : key;
      }
      case 'quadrant': {
        const known = quadrantKeySchema.safeParse(key);
        return known.success ? t(`schemes.quadrant.${known.data}`) : key;
      }
      case 'loyalty': {
        const known = loyaltyKeySchema.safeParse(key);
        return known.success ? t(`schemes.loyalty.${known.data}`) : key;
      }
      case 'promotion': {
        const known = promotionKeySchema.safeParse(key);
        return known.success ? t(`schemes.promotion.${known.data}`) : key;
      }
      case 'standard': {
        const known = standardKeySchema.safeParse(key);
        return known.success ? t(`schemes.standard.${known.data}`) : key;
      }
    }
  };
}
