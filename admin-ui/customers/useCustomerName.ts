import { useTranslation } from 'react-i18next';

/** A customer's name, or the number where names are withheld or unknown. */
export function useCustomerName(): (customer: { id: string; name: string | null }) => string {
  const { t } = useTranslation();
  return ({ id, name }) => name ?? t('shell.customerWithoutName', { id });
}
