import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LinkButton } from '../../components/link-button.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { ClientHead } from './client-head.tsx';
import { LatestHistory } from './client-history.tsx';
import { ClientValue } from './client-value.tsx';
import { ConsentsInBrief } from './consents.tsx';
import classes from './clients.module.css';
import { partsOf, useClient } from './clients.data.ts';

/** A person beside a list: who, what may be sent, what they are worth, what happened last. */
export function ClientDrawer(props: { customerId: number }) {
  const { t } = useTranslation('clients');
  const client = useClient(props.customerId);
  if (client.error) return <ProblemNote thrown={client.error} again={() => void client.refetch()} />;
  if (!client.data) return <Skeleton height={320} radius="sm" />;
  const parts = partsOf(client.data);
  return (
    <div className={classes.drawer}>
      <ClientHead page={client.data} asTitle={false} />
      <LinkButton
        to="/clients/$id"
        params={{ id: String(client.data.customerId) }}
        variant="default"
        size="xs"
      >
        {t('whole')}
      </LinkButton>
      <ClientValue customerId={client.data.customerId} orders={parts.orders} />
      {parts.consents ? <ConsentsInBrief states={parts.consents} /> : null}
      <h2>{t('history')}</h2>
      <LatestHistory customerId={client.data.customerId} />
    </div>
  );
}
