import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MendListsReply, type MendListView } from '#identify/quality/api';
import type { Column } from '../../components/column.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Section } from '../../components/page.tsx';
import { fromStart, type ListSearch } from '../../data/list-search.ts';
import { useFormat } from '../../data/use-format.ts';
import { useList } from '../../data/use-list.ts';

/** Lists of what to mend, newest first. */
export function MendLists() {
  const { t } = useTranslation('quality');
  const navigate = useNavigate({ from: '/quality' });
  const [search, setSearch] = useState<ListSearch>({});
  const list = useList({
    path: '/quality/lists',
    shape: MendListsReply,
    search,
    setSearch,
    query: { search: search.q },
    limit: 25,
  });
  return (
    <Section title={t('lists')}>
      <DataTable
        id="mend-lists"
        label={t('lists')}
        {...list}
        columns={useListColumns()}
        rowId={(row) => String(row.listId)}
        rowName={(row) => row.name}
        onOpen={(row) =>
          void navigate({ to: '/quality/lists/$id', params: { id: String(row.listId) }, search: {} })
        }
        search={{
          value: search.q ?? '',
          onChange: (q) => setSearch(fromStart(search, { q })),
          placeholder: t('searchLists'),
        }}
        criteria={search.q ? 1 : 0}
        onReset={() => setSearch({})}
        empty={{ title: t('noLists'), detail: t('noListsHint') }}
        skeletonRows={3}
      />
    </Section>
  );
}

function useListColumns(): Column<MendListView>[] {
  const { t } = useTranslation('quality');
  const format = useFormat();
  const count = (id: 'open' | 'mended' | 'kept'): Column<MendListView> => ({
    id,
    header: t(`states.${id}`),
    cell: (row) => format.number(row[id]),
    text: (row) => String(row[id]),
    numeric: true,
    ...(id === 'open' ? { phone: 'end' as const } : {}),
  });
  return [
    { id: 'name', header: t('list'), cell: (row) => row.name, text: (row) => row.name, phone: 'title' },
    {
      id: 'source',
      header: t('source'),
      cell: (row) => row.sourceName,
      text: (row) => row.sourceName,
      phone: 'detail',
    },
    count('open'),
    count('mended'),
    count('kept'),
    {
      id: 'at',
      header: t('since'),
      cell: (row) => format.relative(row.createdAt),
      text: (row) => row.createdAt,
      phone: 'detail',
    },
    { id: 'by', header: t('by'), cell: (row) => row.createdBy, text: (row) => row.createdBy, hidden: true },
  ];
}
