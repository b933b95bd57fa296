import { useTranslation } from 'react-i18next';
import type { Scheme } from '../../functions/customers/customer.schema.ts';
import {
  abcKeySchema,
  levelKeySchema,
  lifecycleKeySchema,
  segmentKeySchema,
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
    }
  };
}
