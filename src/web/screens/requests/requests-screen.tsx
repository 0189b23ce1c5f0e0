import { Button } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { RequestsReply, type RequestView } from '#identify/requests/api';
import type { Column } from '../../components/column.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Page } from '../../components/page.tsx';
import { SideDrawer } from '../../components/side-drawer.tsx';
import { Status, type Tone } from '../../components/status.tsx';
import { type ListSearch, tidy } from '../../data/list-search.ts';
import { useMay } from '../../data/session.ts';
import { useFormat } from '../../data/use-format.ts';
import { useList } from '../../data/use-list.ts';
import { NewRequest } from './new-request.tsx';
import { RequestDetail } from './request-detail.tsx';

const tones: Record<RequestView['state'], Tone> = {
  ...{ open: 'waiting', running: 'busy', done: 'good', refused: 'quiet' },
};

/** What people ask of their data, the most pressing first: note it, carry it out, keep the proof. */
export function RequestsScreen() {
  const { t } = useTranslation('requests');
  const may = useMay();
  const search = useSearch({ from: '/inside/requests' });
  const navigate = useNavigate({ from: '/requests' });
  const setSearch = (next: ListSearch) => void navigate({ search: tidy(next), replace: true });
  const open = (id: string | undefined) => void navigate({ search: tidy({ ...search, open: id }) });
  const list = useList({ path: '/requests', shape: RequestsReply, search, setSearch });
  const chosen = /^\d+$/.test(search.open ?? '') ? Number(search.open) : undefined;
  return (
    <Page
      title={t('title')}
      sentence={t('sentence')}
      action={may('privacy:write') ? <Button onClick={() => open('new')}>{t('note')}</Button> : null}
    >
      <DataTable
        id="requests"
        label={t('title')}
        {...list}
        columns={useRequestColumns()}
        rowId={(row) => String(row.requestId)}
        rowName={(row) => t('named', { id: row.requestId })}
        onOpen={(row) => open(String(row.requestId))}
        openId={search.open}
        empty={{ title: t('empty'), detail: t('emptyHint') }}
      />
      <SideDrawer title={t('note')} opened={search.open === 'new'} onClose={() => open(undefined)}>
        <NewRequest onDone={(id) => open(String(id))} />
      </SideDrawer>
      <SideDrawer
        title={t('named', { id: chosen ?? '' })}
        opened={chosen !== undefined}
        onClose={() => open(undefined)}
        size={560}
      >
        {chosen === undefined ? null : <RequestDetail key={chosen} requestId={chosen} />}
      </SideDrawer>
    </Page>
  );
}

function useRequestColumns(): Column<RequestView>[] {
  const { t } = useTranslation('requests');
  const format = useFormat();
  const who = (row: RequestView) => row.customerName ?? t('nobody', { id: row.customerId });
  const left = (row: RequestView) => {
    if (row.daysLeft === null) return '';
    const count = Math.abs(row.daysLeft);
    return row.daysLeft < 0 ? t('late', { count }) : t('left', { count });
  };
  return [
    {
      id: 'kind',
      header: t('kind'),
      cell: (row) => t(`kinds.${row.kind}`),
      text: (row) => t(`kinds.${row.kind}`),
      phone: 'title',
    },
    { id: 'who', header: t('who'), cell: who, text: who, phone: 'detail' },
    {
      id: 'due',
      header: t('due'),
      cell: (row) => (
        <>
          {format.shortDate(row.dueOn)} <span className="soft small">{left(row)}</span>
        </>
      ),
      text: (row) => row.dueOn,
    },
    {
      id: 'owner',
      header: t('owner'),
      cell: (row) => row.owner ?? <span className="soft">{t('noOwner')}</span>,
      text: (row) => row.owner ?? '',
    },
    {
      id: 'state',
      header: t('state'),
      cell: (row) => (
        <Status tone={row.daysLeft !== null && row.daysLeft < 0 ? 'bad' : tones[row.state]}>
          {t(`states.${row.state}`)}
        </Status>
      ),
      text: (row) => t(`states.${row.state}`),
      phone: 'end',
    },
  ];
}
