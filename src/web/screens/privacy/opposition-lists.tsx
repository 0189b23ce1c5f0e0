import { useTranslation } from 'react-i18next';
import type { OppositionListView } from '#identify/consent/api';
import type { Column } from '../../components/column.ts';
import { DataTable } from '../../components/data-table.tsx';
import { SideDrawer } from '../../components/side-drawer.tsx';
import { Status } from '../../components/status.tsx';
import { useFormat } from '../../data/use-format.ts';
import { useConsentWords } from '../clients/use-consent-words.ts';
import { ImportList } from './import-list.tsx';
import { OppositionDetail } from './opposition-detail.tsx';
import { useLists } from './privacy.data.ts';
import { useListState } from './use-list-state.ts';

type Opening = { open: string | undefined; onOpen: (open: string | undefined) => void };

/** Lists of opposition: what each closes, how many it names, until when it counts. */
export function OppositionLists({ open, onOpen }: Opening) {
  const { t } = useTranslation('privacy');
  const lists = useLists();
  const chosen = lists.data?.items.find((one) => String(one.listId) === open);
  return (
    <>
      <DataTable
        id="opposition-lists"
        label={t('parts.lists')}
        columns={useListColumns()}
        rows={lists.data?.items}
        busy={lists.isFetching}
        thrown={lists.error ?? undefined}
        again={() => void lists.refetch()}
        rowId={(row) => String(row.listId)}
        rowName={(row) => row.name}
        onOpen={(row) => onOpen(String(row.listId))}
        openId={open}
        empty={{ title: t('list.none'), detail: t('list.noneHint') }}
      />
      <SideDrawer title={t('add.lists')} opened={open === 'new'} onClose={() => onOpen(undefined)}>
        <ImportList onDone={(listId) => onOpen(String(listId))} />
      </SideDrawer>
      <SideDrawer
        title={chosen?.name ?? ''}
        opened={chosen !== undefined}
        onClose={() => onOpen(undefined)}
        size={560}
      >
        {chosen ? (
          <OppositionDetail key={chosen.listId} list={chosen} onGone={() => onOpen(undefined)} />
        ) : null}
      </SideDrawer>
    </>
  );
}

function useListColumns(): Column<OppositionListView>[] {
  const { t } = useTranslation('privacy');
  const format = useFormat();
  const say = useConsentWords();
  const stateOf = useListState();
  const closes = (row: OppositionListView) => row.channels.map(say.channel).join(', ');
  return [
    { id: 'name', header: t('list.name'), cell: (row) => row.name, text: (row) => row.name, phone: 'title' },
    { id: 'closes', header: t('list.closes'), cell: closes, text: closes, phone: 'detail' },
    {
      id: 'entries',
      header: t('list.entries'),
      cell: (row) => format.number(row.entries),
      text: (row) => String(row.entries),
      numeric: true,
    },
    {
      id: 'obtained',
      header: t('list.obtained'),
      cell: (row) => format.shortDate(row.obtainedOn),
      text: (row) => row.obtainedOn,
    },
    {
      id: 'expires',
      header: t('list.expires'),
      cell: (row) => format.shortDate(row.expiresOn),
      text: (row) => row.expiresOn,
    },
    {
      id: 'state',
      header: t('list.state'),
      cell: (row) => <Status tone={stateOf(row).tone}>{stateOf(row).words}</Status>,
      text: (row) => stateOf(row).words,
      phone: 'end',
    },
  ];
}
