import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type CompanySummary, ListCompaniesReply } from '#identify/companies/api';
import type { Column } from '../../components/column.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Page } from '../../components/page.tsx';
import { fromStart, type ListSearch, tidy } from '../../data/list-search.ts';
import { useFormat } from '../../data/use-format.ts';
import { useList } from '../../data/use-list.ts';
import { CircleTabs } from './circle-tabs.tsx';
import { sirenInGroups } from './company-number.ts';

/** Every company that people's records name, by name; each opens its page. */
export function CompaniesScreen() {
  const { t } = useTranslation('circles');
  const search = useSearch({ from: '/inside/clients/companies' });
  const navigate = useNavigate({ from: '/clients/companies' });
  const setSearch = (next: ListSearch) => void navigate({ search: tidy(next), replace: true });
  const query = { search: search.q };
  const list = useList({ path: '/companies', shape: ListCompaniesReply, search, setSearch, query });
  return (
    <Page above={<CircleTabs />} title={t('companies.title')} sentence={t('companies.sentence')}>
      <DataTable
        id="companies"
        label={t('companies.title')}
        {...list}
        columns={useCompanyColumns()}
        rowId={(row) => String(row.companyId)}
        rowName={(row) => row.name}
        onOpen={(row) =>
          void navigate({ to: '/clients/companies/$id', params: { id: String(row.companyId) }, search: {} })
        }
        search={{
          value: search.q ?? '',
          onChange: (q) => setSearch(fromStart(search, { q })),
          placeholder: t('companies.search'),
        }}
        criteria={search.q ? 1 : 0}
        onReset={() => setSearch({})}
        empty={{ title: t('companies.empty'), detail: t('companies.emptyHint') }}
      />
    </Page>
  );
}

function useCompanyColumns(): Column<CompanySummary>[] {
  const { t } = useTranslation('circles');
  const format = useFormat();
  return [
    {
      id: 'name',
      header: t('companies.name'),
      cell: (row) => row.name,
      text: (row) => row.name,
      phone: 'title',
    },
    {
      id: 'siren',
      header: 'SIREN',
      cell: (row) => <span className="figures">{sirenInGroups(row.siren)}</span>,
      text: (row) => row.siren ?? '',
      phone: 'detail',
    },
    {
      id: 'people',
      header: t('companies.people'),
      cell: (row) => format.number(row.people),
      text: (row) => String(row.people),
      numeric: true,
      phone: 'end',
    },
  ];
}
