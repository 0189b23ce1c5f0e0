import { useDebouncedValue } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useMay } from '../data/session.ts';
import { clientName } from '../screens/clients/client-name.ts';
import { useFindClients } from '../screens/clients/clients.data.ts';

/** Customers whose name, mail, phone or card begin with what is typed. */
export function usePaletteCustomers(
  query: string,
): { id: string; label: string; detail?: string; to: string }[] {
  const { t } = useTranslation('clients');
  const may = useMay();
  const [asked] = useDebouncedValue(query, 180);
  const found = useFindClients(asked, may('customers:read'));
  if (query.trim().length < 2) return [];
  return (found.data?.items ?? []).slice(0, 6).map((client) => ({
    id: `client-${client.customerId}`,
    label: clientName(client, (id) => t('unnamed', { id })),
    detail: [client.city, client.email].filter(Boolean).join(' · '),
    to: `/clients/${client.customerId}`,
  }));
}
