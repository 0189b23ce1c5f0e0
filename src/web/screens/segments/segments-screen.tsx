import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { SegmentsReply, type SegmentView } from '#differentiate/segments/api';
import type { Column } from '../../components/column.ts';
import { DataTable } from '../../components/data-table.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Page } from '../../components/page.tsx';
import { fromStart, type ListSearch, tidy } from '../../data/list-search.ts';
import { useMay } from '../../data/session.ts';
import { useFormat } from '../../data/use-format.ts';
import { readAll, useList } from '../../data/use-list.ts';
import { SegmentCount } from './segment-count.tsx';

/** All segments, each with its condition in words and its count. */
export function SegmentsScreen() {
  const { t } = useTranslation('segments');
  const may = useMay();
  const search = useSearch({ from: '/inside/segments' });
  const navigate = useNavigate({ from: '/segments' });
  const setSearch = (next: ListSearch) => void navigate({ search: tidy(next), replace: true });
  const query = { search: search.q, sort: search.sort ?? '-changedAt' };
  const list = useList({ path: '/segments', shape: SegmentsReply, search, setSearch, query });
  const add = may('segments:write') ? <LinkButton to="/segments/new">{t('add')}</LinkButton> : null;
  return (
    <Page title={t('title')} sentence={t('sentence')} action={add}>
      <DataTable
        id="segments"
        label={t('title')}
        {...list}
        columns={useSegmentColumns()}
        rowId={(row) => String(row.segmentId)}
        rowName={(row) => row.name}
        onOpen={(row) =>
          void navigate({ to: '/segments/$id', params: { id: String(row.segmentId) }, search: {} })
        }
        search={{
          value: search.q ?? '',
          onChange: (q) => setSearch(fromStart(search, { q })),
          placeholder: t('search'),
        }}
        criteria={search.q ? 1 : 0}
        onReset={() => setSearch({})}
        sort={search.sort ?? '-changedAt'}
        onSort={(sort) => setSearch(fromStart(search, { sort }))}
        allRows={() => readAll({ path: '/segments', shape: SegmentsReply, query })}
        empty={{ title: t('empty'), detail: t('emptyHint'), action: add }}
      />
    </Page>
  );
}

function useSegmentColumns(): Column<SegmentView>[] {
  const { t, i18n } = useTranslation('segments');
  const format = useFormat();
  const language = i18n.language === 'en' ? 'en' : 'fr';
  return [
    {
      id: 'name',
      header: t('name'),
      cell: (row) => row.name,
      text: (row) => row.name,
      sortable: true,
      phone: 'title',
      width: 260,
    },
    {
      id: 'condition',
      header: t('condition'),
      cell: (row) => <span title={row.sentence[language]}>{row.sentence[language]}</span>,
      text: (row) => row.sentence[language],
      phone: 'detail',
    },
    {
      id: 'customers',
      header: t('customers'),
      cell: (row) => <SegmentCount segment={row} />,
      numeric: true,
      phone: 'end',
      width: 110,
    },
    {
      id: 'changedAt',
      header: t('changed'),
      cell: (row) => format.relative(row.changedAt),
      text: (row) => row.changedAt,
      sortable: true,
      width: 160,
    },
    { id: 'by', header: t('by'), cell: (row) => row.createdBy, text: (row) => row.createdBy, hidden: true },
  ];
}
