import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page, Section } from '../../components/page.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { tidy } from '../../data/list-search.ts';
import { ClientCompanies, ClientHousehold } from './client-circle.tsx';
import { ClientContacts } from './client-contacts.tsx';
import { ClientNotes } from '../dossier/client-notes.tsx';
import { ClientTags } from '../dossier/client-tags.tsx';
import { ClientTasks } from '../dossier/client-tasks.tsx';
import { ClientContracts } from '../contracts/client-contracts.tsx';
import { ClientPotential } from '../potential/client-potential.tsx';
import { ClientProfit } from '../profit/client-profit.tsx';
import { ClientFacts } from './client-head.tsx';
import { ClientHistory } from './client-history.tsx';
import { ClientIdentity } from './client-identity.tsx';
import { ClientValue } from './client-value.tsx';
import { partsOf, useClient } from './clients.data.ts';
import classes from './clients.module.css';
import { Consents } from './consents.tsx';
import { nameOfPage } from './customer-select.tsx';

/** One person: identity and consent at left, their history in the middle, what they are worth at right. */
export function ClientScreen() {
  const { t } = useTranslation('clients');
  const { id } = useParams({ from: '/inside/clients/$id' });
  const search = useSearch({ from: '/inside/clients/$id' });
  const navigate = useNavigate({ from: '/clients/$id' });
  const client = useClient(Number(id));
  const above = (
    <Link to="/clients" className="link">
      {t('title')}
    </Link>
  );
  if (!client.data) {
    return (
      <Page title={client.error ? t('title') : '\u00a0'} above={above}>
        {client.error ? <ProblemNote thrown={client.error} again={() => void client.refetch()} /> : null}
      </Page>
    );
  }
  const page = client.data;
  const parts = partsOf(page);
  return (
    <Page
      title={nameOfPage(page.fields, page.customerId, (number) => t('unnamed', { id: number }))}
      above={above}
      sentence={<ClientFacts page={page} />}
    >
      <div className={classes.person}>
        <div className={classes.left}>
          {parts.dossier ? <ClientTags customerId={page.customerId} tags={parts.dossier.tags} /> : null}
          <ClientIdentity page={page} />
          {parts.household ? (
            <ClientHousehold customerId={page.customerId} household={parts.household} />
          ) : null}
          {parts.companies ? <ClientCompanies companies={parts.companies} /> : null}
          <Consents customerId={page.customerId} />
        </div>
        <div className={classes.centre}>
          {parts.dossier ? <ClientTasks customerId={page.customerId} tasks={parts.dossier.tasks} /> : null}
          {parts.dossier ? <ClientNotes customerId={page.customerId} notes={parts.dossier.notes} /> : null}
          <Section title={t('history')}>
            <ClientHistory
              customerId={page.customerId}
              search={search}
              setSearch={(next) => void navigate({ search: tidy(next), replace: true, resetScroll: false })}
            />
          </Section>
        </div>
        <div className={classes.right}>
          <ClientValue customerId={page.customerId} orders={parts.orders} />
          <ClientProfit customerId={page.customerId} />
          <ClientContracts customerId={page.customerId} />
          <ClientPotential customerId={page.customerId} />
          {parts.contacts ? <ClientContacts contacts={parts.contacts} /> : null}
        </div>
      </div>
    </Page>
  );
}
