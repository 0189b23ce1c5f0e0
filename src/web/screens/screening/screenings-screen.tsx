import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ListScreeningsReply, type ScreeningView } from '#identify/screening/api';
import type { Column } from '../../components/column.ts';
import { DataTable } from '../../components/data-table.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Page } from '../../components/page.tsx';
import { SideDrawer } from '../../components/side-drawer.tsx';
import { Status, type Tone } from '../../components/status.tsx';
import { type ListSearch, tidy } from '../../data/list-search.ts';
import { useMay } from '../../data/session.ts';
import { useFormat } from '../../data/use-format.ts';
import { useList } from '../../data/use-list.ts';
import { ScreeningDetail } from './screening-detail.tsx';
import { ScreeningTabs } from './screening-tabs.tsx';

const tones: Record<ScreeningView['state'], Tone> = {
  ...{ waiting: 'waiting', running: 'busy', done: 'good', failed: 'bad' },
};

/** Rented and exchanged files held against the base, the latest first, with what each new address really cost. */
export function ScreeningsScreen() {
  const { t } = useTranslation('screening');
  const may = useMay();
  const search = useSearch({ from: '/inside/sources/screenings' });
  const navigate = useNavigate({ from: '/sources/screenings' });
  const setSearch = (next: ListSearch) => void navigate({ search: tidy(next), replace: true });
  const open = (id: string | undefined) => void navigate({ search: tidy({ ...search, open: id }) });
  const list = useList({ path: '/screenings', shape: ListScreeningsReply, search, setSearch });
  const chosen = /^\d+$/.test(search.open ?? '') ? Number(search.open) : undefined;
  const add = may('imports:write') ? <LinkButton to="/sources/screenings/new">{t('add')}</LinkButton> : null;
  return (
    <Page above={<ScreeningTabs />} title={t('title')} sentence={t('sentence')} action={add}>
      <DataTable
        id="screenings"
        label={t('title')}
        {...list}
        columns={useScreeningColumns()}
        rowId={(row) => String(row.screeningId)}
        rowName={(row) => row.licence.list}
        onOpen={(row) => open(String(row.screeningId))}
        openId={search.open}
        empty={{ title: t('empty'), detail: t('emptyHint'), action: add }}
      />
      <SideDrawer title={t('one')} opened={chosen !== undefined} onClose={() => open(undefined)} size={520}>
        {chosen === undefined ? null : <ScreeningDetail key={chosen} screeningId={chosen} />}
      </SideDrawer>
    </Page>
  );
}

function useScreeningColumns(): Column<ScreeningView>[] {
  const { t } = useTranslation('screening');
  const format = useFormat();
  const name = ({ licence }: ScreeningView) => `${licence.list}, ${licence.supplier}`;
  const count = (id: 'read' | 'new' | 'known'): Column<ScreeningView> => ({
    id,
    header: t(`counts.${id}`),
    cell: ({ counts }) => (counts === null ? '' : format.number(counts[id])),
    text: ({ counts }) => String(counts?.[id] ?? ''),
    numeric: true,
  });
  const costPerNew = (row: ScreeningView) =>
    row.costPerNew === null ? '' : format.money(row.costPerNew, row.licence.currency);
  return [
    { id: 'list', header: t('list'), cell: name, text: name, phone: 'title' },
    {
      id: 'at',
      header: t('at'),
      cell: (row) => format.shortDate(row.createdAt),
      text: (row) => row.createdAt,
      phone: 'detail',
    },
    count('read'),
    count('new'),
    count('known'),
    {
      id: 'costPerNew',
      header: t('costPerNew'),
      cell: costPerNew,
      text: (row) => row.costPerNew ?? '',
      numeric: true,
    },
    {
      id: 'state',
      header: t('state'),
      cell: (row) => <Status tone={tones[row.state]}>{t(`states.${row.state}`)}</Status>,
      text: (row) => t(`states.${row.state}`),
      phone: 'end',
    },
  ];
}
