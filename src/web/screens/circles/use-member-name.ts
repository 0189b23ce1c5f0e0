import { useTranslation } from 'react-i18next';

/** How somebody in a household or a company is called: their name, else their customer number. */
export function useMemberName(): (member: { customerId: number; name: string | null }) => string {
  const { t } = useTranslation('clients');
  return ({ customerId, name }) => name ?? t('unnamed', { id: String(customerId) });
}
