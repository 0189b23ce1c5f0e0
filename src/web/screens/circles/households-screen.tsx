import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type HouseholdWithSales, ListHouseholdsReply } from '#identify/households/api';
import type { Column } from '../../components/column.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Page } from '../../components/page.tsx';
import { SideDrawer } from '../../components/side-drawer.tsx';
import { fromStart, type ListSearch, tidy } from '../../data/list-search.ts';
import { useFormat } from '../../data/use-format.ts';
import { useList } from '../../data/use-list.ts';
import { CircleTabs } from './circle-tabs.tsx';
import { HouseholdDetail } from './household-detail.tsx';
import { useMemberName } from './use-member-name.ts';

/** Who lives with whom: every household of two or more, the largest first, each corrected by hand in its drawer. */
export function HouseholdsScreen() {
  const { t } = useTranslation('circles');
  const format = useFormat();
  const search = useSearch({ from: '/inside/clients/households' });
  const navigate = useNavigate({ from: '/clients/households' });
  const setSearch = (next: ListSearch) => void navigate({ search: tidy(next), replace: true });
  const open = (id: string | undefined) => void navigate({ search: tidy({ ...search, open: id }) });
  const query = { search: search.q };
  const list = useList({ path: '/households', shape: ListHouseholdsReply, search, setSearch, query });
  const chosen = /^\d+$/.test(search.open ?? '') ? Number(search.open) : undefined;
  const columns = useHouseholdColumns();
  const { reply } = list;
  return (
    <Page
      above={<CircleTabs />}
      title={t('households.title')}
      sentence={t('households.sentence')}
      scope={
        reply && reply.households > 0
          ? `${t('households.count', { count: reply.households, shown: format.number(reply.households) })} · ${t(
              'households.customers',
              { count: reply.customers, shown: format.number(reply.customers) },
            )} · ${t('households.largest', { most: format.number(reply.largest) })}`
          : undefined
      }
    >
      <DataTable
        id="households"
        label={t('households.title')}
        {...list}
        columns={columns}
        rowId={(row) => String(row.householdId)}
        rowName={(row) => columns[0]?.text?.(row) ?? String(row.householdId)}
        onOpen={(row) => open(String(row.householdId))}
        openId={search.open}
        search={{
          value: search.q ?? '',
          onChange: (q) => setSearch(fromStart(search, { q })),
          placeholder: t('households.search'),
        }}
        criteria={search.q ? 1 : 0}
        onReset={() => setSearch({})}
        empty={{ title: t('households.empty'), detail: t('households.emptyHint') }}
      />
      <SideDrawer
        title={t('households.one')}
        size={560}
        opened={chosen !== undefined}
        onClose={() => open(undefined)}
      >
        {chosen === undefined ? null : (
          <HouseholdDetail key={chosen} customerId={chosen} onMoved={(id) => open(String(id))} />
        )}
      </SideDrawer>
    </Page>
  );
}

function useHouseholdColumns(): Column<HouseholdWithSales>[] {
  const { t } = useTranslation('circles');
  const format = useFormat();
  const nameOf = useMemberName();
  const who = (row: HouseholdWithSales) => row.members.map(nameOf).join(', ');
  const place = (row: HouseholdWithSales) => row.members.find(({ city }) => city !== null)?.city ?? '';
  const sales = (row: HouseholdWithSales) =>
    row.currency === '' ? '' : format.money(row.netSales, row.currency);
  return [
    { id: 'who', header: t('households.who'), cell: who, text: who, phone: 'title' },
    { id: 'place', header: t('place'), cell: place, text: place, phone: 'detail' },
    {
      id: 'size',
      header: t('households.size'),
      cell: (row) => format.number(row.size),
      text: (row) => String(row.size),
      numeric: true,
      phone: 'end',
    },
    {
      id: 'sales',
      header: t('netSales'),
      cell: sales,
      text: (row) => row.netSales,
      numeric: true,
      phone: 'detail',
    },
  ];
}
