import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { AuditEntries, type AuditEntry } from '#access/api';
import type { Column } from '../../components/column.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Page } from '../../components/page.tsx';
import { fromStart, type ListSearch, tidy } from '../../data/list-search.ts';
import { useFormat } from '../../data/use-format.ts';
import { readAll, useList } from '../../data/use-list.ts';

type Entry = z.infer<typeof AuditEntry>;

/** The audit log, latest first. */
export function AuditScreen() {
  const { t } = useTranslation('audit');
  const search = useSearch({ from: '/inside/settings/audit' });
  const navigate = useNavigate({ from: '/settings/audit' });
  const setSearch = (next: ListSearch) => void navigate({ search: tidy(next), replace: true });
  const query = { search: search.q };
  const list = useList({ path: '/audit', shape: AuditEntries, search, setSearch, query });
  return (
    <Page title={t('title')} sentence={t('sentence')}>
      <DataTable
        id="audit"
        label={t('title')}
        {...list}
        columns={useEntryColumns()}
        rowId={(row) => String(row.auditId)}
        rowName={(row) => row.act}
        search={{
          value: search.q ?? '',
          onChange: (q) => setSearch(fromStart(search, { q })),
          placeholder: t('search'),
        }}
        criteria={search.q ? 1 : 0}
        onReset={() => setSearch({})}
        allRows={() => readAll({ path: '/audit', shape: AuditEntries, query })}
        empty={{ title: t('empty'), detail: t('emptyHint') }}
      />
    </Page>
  );
}

function useEntryColumns(): Column<Entry>[] {
  const { t, i18n } = useTranslation('audit');
  const format = useFormat();
  const act = (entry: Entry) => {
    const known = `audit:acts.${entry.act.replaceAll('.', '-')}`;
    return i18n.exists(known) ? i18n.t(known as never) : entry.act;
  };
  const details = (entry: Entry) =>
    Object.entries(entry.details)
      .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
      .join(', ');
  return [
    {
      id: 'at',
      header: t('at'),
      cell: (row) => <time dateTime={row.at}>{format.dateTime(row.at)}</time>,
      text: (row) => row.at,
      width: 200,
      phone: 'detail',
    },
    { id: 'actor', header: t('actor'), cell: (row) => row.actor, text: (row) => row.actor, phone: 'end' },
    { id: 'act', header: t('act'), cell: act, text: (row) => row.act, phone: 'title' },
    {
      id: 'subject',
      header: t('subject'),
      cell: (row) => row.subject ?? '',
      text: (row) => row.subject ?? '',
      phone: 'detail',
    },
    { id: 'details', header: t('details'), cell: details, text: details },
  ];
}
