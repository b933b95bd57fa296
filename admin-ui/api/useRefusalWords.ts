import { useTranslation } from 'react-i18next';
import type en from '../i18n/en/refusal.json';
import type { RequestFailed } from './requestFailed.ts';

/** Refusals the embed says in the merchant's language; the server's own words are for other programs. */
export const refusals = [
  'segmentNameTaken',
  'tooManySegments',
  'segmentLabelTaken',
  'everyoneLabelled',
  'segmentNamed',
  'segmentInUse',
  'judgingLabel',
  'pushNotAllowed',
  'pushOff',
  'segmentOnHold',
  'noRunYet',
  'countChanged',
  'queryMistake',
  'segmentUnknown',
  'segmentCircular',
  'segmentUnreadable',
  'segmentsTooDeep',
  'standardTwice',
  'standardAsks',
  'fieldUnpicked',
] as const satisfies readonly (keyof typeof en)[];

/** What a refusal says; null: the embed has no words of its own for it. */
export function useRefusalWords(): (refusal: RequestFailed) => string | null {
  const { t, i18n } = useTranslation();
  return ({ why, values }) => {
    const known = refusals.find((one) => one === why);
    // Words of later pages; the first one has none of them to say.
    if (known === undefined || !i18n.exists(`refusal.${known}`)) return null;
    return t(`refusal.${known}`, { ...values });
  };
}
