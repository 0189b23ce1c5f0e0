import { NativeSelect } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type ImportView, ListImportsReply } from '#identify/sources/api';
import type { Column } from '../../components/column.ts';
import { DataTable } from '../../components/data-table.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Page } from '../../components/page.tsx';
import { Status } from '../../components/status.tsx';
import { fromStart, tidy } from '../../data/list-search.ts';
import { useMay } from '../../data/session.ts';
import { useFormat } from '../../data/use-format.ts';
import { readAll, useList } from '../../data/use-list.ts';
import { ScreeningTabs } from '../screening/screening-tabs.tsx';
import { importTones } from './import-state.ts';
import { type ImportsSearch, importStates } from './sources-search.ts';

/** Every import, latest first. */
export function SourcesScreen() {
  const { t } = useTranslation('sources');
  const may = useMay();
  const search = useSearch({ from: '/inside/sources' });
  const navigate = useNavigate({ from: '/sources' });
  const setSearch = (next: ImportsSearch) => void navigate({ search: tidy(next), replace: true });
  const query = { search: search.q, state: search.state, sourceId: search.source, sort: search.sort };
  const list = useList({ path: '/imports', shape: ListImportsReply, search, setSearch, query });
  const add = may('imports:write') ? <LinkButton to="/sources/new">{t('add')}</LinkButton> : null;
  return (
    <Page above={<ScreeningTabs />} title={t('title')} sentence={t('sentence')} action={add}>
      <DataTable
        id="imports"
        label={t('title')}
        {...list}
        columns={useImportColumns()}
        rowId={(row) => String(row.importId)}
        rowName={(row) => row.fileName}
        onOpen={(row) => void navigate({ to: '/sources/$id', params: { id: String(row.importId) } })}
        search={{
          value: search.q ?? '',
          onChange: (q) => setSearch(fromStart(search, { q })),
          placeholder: t('search'),
        }}
        filters={
          <NativeSelect
            aria-label={t('state')}
            value={search.state ?? ''}
            data={[
              { value: '', label: t('allStates') },
              ...importStates.map((state) => ({ value: state, label: t(`states.${state}`) })),
            ]}
            onChange={(event) => {
              const state = importStates.find((one) => one === event.currentTarget.value);
              setSearch(fromStart(search, { state }));
            }}
          />
        }
        criteria={[search.q, search.state, search.source].filter(Boolean).length}
        onReset={() => setSearch({})}
        allRows={() => readAll({ path: '/imports', shape: ListImportsReply, query })}
        empty={{ title: t('empty'), detail: t('emptyHint'), action: add }}
      />
    </Page>
  );
}

function useImportColumns(): Column<ImportView>[] {
  const { t } = useTranslation('sources');
  const format = useFormat();
  const count = (id: 'read' | 'accepted' | 'rejected' | 'duplicate', phone?: 'end'): Column<ImportView> => ({
    id,
    header: t(id),
    cell: (row) => format.number(row[id]),
    text: (row) => String(row[id]),
    numeric: true,
    ...(phone ? { phone } : {}),
  });
  return [
    {
      id: 'file',
      header: t('file'),
      cell: (row) => row.fileName,
      text: (row) => row.fileName,
      phone: 'title',
    },
    {
      id: 'source',
      header: t('source'),
      cell: (row) => row.sourceName,
      text: (row) => row.sourceName,
      phone: 'detail',
    },
    {
      id: 'state',
      header: t('state'),
      cell: (row) => (
        <Status tone={importTones[row.state]}>
          {row.dryRun ? `${t(`states.${row.state}`)} (${t('dryRun')})` : t(`states.${row.state}`)}
        </Status>
      ),
      text: (row) => t(`states.${row.state}`),
      phone: 'detail',
    },
    count('read'),
    count('accepted', 'end'),
    count('rejected'),
    count('duplicate'),
    {
      id: 'at',
      header: t('at'),
      cell: (row) => format.relative(row.createdAt),
      text: (row) => row.createdAt,
      phone: 'detail',
    },
    { id: 'by', header: t('by'), cell: (row) => row.createdBy, text: (row) => row.createdBy, hidden: true },
  ];
}
