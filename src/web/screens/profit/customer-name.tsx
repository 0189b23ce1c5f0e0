import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** A customer in a table of accounts: their name, or number, to their page. */
export function CustomerName({ customerId, name }: { customerId: number; name: string | null }) {
  const { t } = useTranslation('profit');
  return (
    <Link to="/clients/$id" params={{ id: String(customerId) }} search={{}} className="link">
      {name || t('customerNumber', { id: String(customerId) })}
    </Link>
  );
}
