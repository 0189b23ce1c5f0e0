import { Button } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type CustomerSummary, ListCustomersReply } from '#identify/customers/api';
import type { Column } from '../../components/column.ts';
import { DataTable } from '../../components/data-table.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Page } from '../../components/page.tsx';
import { SideDrawer } from '../../components/side-drawer.tsx';
import { addressOf } from '../../data/request.ts';
import { fromStart, tidy } from '../../data/list-search.ts';
import { useMay } from '../../data/session.ts';
import { useFormat } from '../../data/use-format.ts';
import { useList } from '../../data/use-list.ts';
import { CircleTabs } from '../circles/circle-tabs.tsx';
import { ClientDrawer } from './client-drawer.tsx';
import { ClientFacets } from './client-facets.tsx';
import { clientName } from './client-name.ts';
import classes from './clients.module.css';
import type { ClientsSearch } from './clients-search.ts';

/** All customers: search as you type, facets at left, a drawer for each. */
export function ClientsScreen() {
  const { t } = useTranslation('clients');
  const may = useMay();
  const search = useSearch({ from: '/inside/clients' });
  const navigate = useNavigate({ from: '/clients' });
  const setSearch = (next: ClientsSearch) => void navigate({ search: tidy(next), replace: true });
  const open = (id: string | undefined) => void navigate({ search: tidy({ ...search, open: id }) });
  const query = {
    search: search.q,
    city: search.city,
    sourceId: search.source,
    consent: search.consent,
    consentStatus: search.consent ? search.said : undefined,
    sort: search.sort,
  };
  const list = useList({ path: '/customers', shape: ListCustomersReply, search, setSearch, query });
  const criteria = [search.q, search.city, search.source, search.consent].filter(Boolean).length;
  const toImport = may('imports:write') ? <LinkButton to="/sources/new">{t('import')}</LinkButton> : null;
  return (
    <Page
      above={<CircleTabs />}
      title={t('title')}
      sentence={t('sentence')}
      action={
        may('customers:export') ? (
          <Button component="a" variant="default" href={addressOf('/customers.csv', query)} download>
            {t('export')}
          </Button>
        ) : null
      }
    >
      <div className={classes.list}>
        <ClientFacets search={search} setSearch={setSearch} />
        <DataTable
          id="clients"
          label={t('title')}
          {...list}
          columns={useClientColumns()}
          rowId={(row) => String(row.customerId)}
          rowName={(row) => clientName(row, (id) => t('unnamed', { id }))}
          onOpen={(row) => open(String(row.customerId))}
          openId={search.open}
          search={{
            value: search.q ?? '',
            onChange: (q) => setSearch(fromStart(search, { q })),
            placeholder: t('search'),
          }}
          criteria={criteria}
          onReset={() => setSearch({})}
          sort={search.sort ?? 'name'}
          onSort={(sort) =>
            setSearch(fromStart(search, { sort: sort?.endsWith('newest') ? 'newest' : undefined }))
          }
          empty={{ title: t('empty'), detail: t('emptyHint'), action: toImport }}
          skeletonRows={20}
          withoutCsv
        />
      </div>
      <SideDrawer
        title={t('one')}
        size={520}
        opened={search.open !== undefined}
        onClose={() => open(undefined)}
      >
        {search.open ? <ClientDrawer customerId={Number(search.open)} /> : null}
      </SideDrawer>
    </Page>
  );
}

function useClientColumns(): Column<CustomerSummary>[] {
  const { t } = useTranslation('clients');
  const format = useFormat();
  const name = (row: CustomerSummary) => clientName(row, (id) => t('unnamed', { id }));
  return [
    { id: 'name', header: t('name'), cell: name, text: name, sortable: true, phone: 'title' },
    {
      id: 'email',
      header: t('email'),
      cell: (row) => row.email ?? '',
      text: (row) => row.email ?? '',
      phone: 'detail',
    },
    { id: 'phone', header: t('phone'), cell: (row) => row.phone ?? '', text: (row) => row.phone ?? '' },
    {
      id: 'city',
      header: t('place'),
      cell: (row) => row.city ?? '',
      text: (row) => row.city ?? '',
      phone: 'end',
    },
    {
      id: 'postcode',
      header: t('postcode'),
      cell: (row) => row.postcode ?? '',
      text: (row) => row.postcode ?? '',
      hidden: true,
    },
    {
      id: 'country',
      header: t('country'),
      cell: (row) => row.country ?? '',
      text: (row) => row.country ?? '',
      hidden: true,
    },
    {
      id: 'card',
      header: t('card'),
      cell: (row) => row.cardNumber ?? '',
      text: (row) => row.cardNumber ?? '',
      hidden: true,
    },
    {
      id: 'sources',
      header: t('sources'),
      cell: (row) => row.sources.map((source) => source.name).join(', '),
      text: (row) => row.sources.map((source) => source.name).join(', '),
    },
    {
      id: 'records',
      header: t('records'),
      cell: (row) => format.number(row.persons),
      text: (row) => String(row.persons),
      numeric: true,
    },
    {
      id: 'newest',
      header: t('since'),
      cell: (row) => format.shortDate(row.firstSeenAt),
      text: (row) => row.firstSeenAt,
      sortable: true,
    },
  ];
}
