import { Button, NativeSelect } from '@mantine/core';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { MendItemsReply } from '#identify/quality/api';
import type { Column } from '../../components/column.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Page } from '../../components/page.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Status, type Tone } from '../../components/status.tsx';
import { fromStart, tidy } from '../../data/list-search.ts';
import { useMay } from '../../data/session.ts';
import { useFormat } from '../../data/use-format.ts';
import { readAll, useList } from '../../data/use-list.ts';
import { useFindingColumns } from './findings.tsx';
import { type MendListSearch, mendStates } from './quality-search.ts';
import { useMarkItems, useMendList } from './quality.data.ts';

type Item = z.infer<typeof MendItemsReply>['items'][number];
const tones: Record<Item['state'], Tone> = { open: 'waiting', mended: 'good', kept: 'quiet' };
const idOf = (row: Item) => JSON.stringify([row.personId, row.rule, row.field]);

/** A list to mend: each record with what it says now, what is proposed, and where it stands. */
export function MendListScreen() {
  const { t } = useTranslation('quality');
  const may = useMay();
  const format = useFormat();
  const { id } = useParams({ from: '/inside/quality/lists/$id' });
  const search = useSearch({ from: '/inside/quality/lists/$id' });
  const navigate = useNavigate({ from: '/quality/lists/$id' });
  const setSearch = (next: MendListSearch) => void navigate({ search: tidy(next), replace: true });
  const mend = useMendList(Number(id));
  const path = `/quality/lists/${id}/items`;
  const query = { state: search.state };
  const list = useList({ path, shape: MendItemsReply, search, setSearch, query });
  const data = mend.data;
  return (
    <Page
      title={data?.name ?? '\u00a0'}
      above={
        <Link to="/quality" search={{}} className="link">
          {t('title')}
        </Link>
      }
      sentence={t('listSentence')}
      scope={
        data
          ? t('listScope', {
              source: data.sourceName,
              open: format.number(data.open),
              mended: format.number(data.mended),
              kept: format.number(data.kept),
            })
          : undefined
      }
    >
      {mend.error ? <ProblemNote thrown={mend.error} /> : null}
      <DataTable
        id="mend-items"
        label={t('records')}
        {...list}
        columns={useItemColumns()}
        rowId={idOf}
        rowName={(row) => row.name}
        filters={
          <NativeSelect
            aria-label={t('state')}
            value={search.state ?? ''}
            data={[
              { value: '', label: t('allStates') },
              ...mendStates.map((state) => ({ value: state, label: t(`states.${state}`) })),
            ]}
            onChange={(event) =>
              setSearch(
                fromStart(search, { state: mendStates.find((one) => one === event.currentTarget.value) }),
              )
            }
          />
        }
        criteria={search.state ? 1 : 0}
        onReset={() => setSearch({})}
        {...(may('quality:write')
          ? { bulk: (ids, clear) => <Marks listId={Number(id)} ids={ids} clear={clear} /> }
          : {})}
        allRows={() => readAll({ path, shape: MendItemsReply, query })}
        empty={{ title: t('nothingFound') }}
      />
    </Page>
  );
}

function useItemColumns(): Column<Item>[] {
  const { t } = useTranslation('quality');
  return [
    ...useFindingColumns(),
    {
      id: 'state',
      header: t('state'),
      cell: (row) => <Status tone={tones[row.state]}>{t(`states.${row.state}`)}</Status>,
      text: (row) => t(`states.${row.state}`),
      phone: 'end',
      width: 130,
    },
  ];
}

function Marks(props: { listId: number; ids: readonly string[]; clear: () => void }) {
  const { t } = useTranslation('quality');
  const mark = useMarkItems(props.listId);
  const items = props.ids.map((id) => {
    const [personId, rule, field] = JSON.parse(id) as [number, string, string];
    return { personId, rule, field };
  });
  return (
    <>
      {mendStates.map((state) => (
        <Button
          key={state}
          size="xs"
          variant="default"
          loading={mark.isPending}
          onClick={() => mark.mutate({ items, state }, { onSuccess: props.clear })}
        >
          {t(`mark.${state}`)}
        </Button>
      ))}
      {mark.error ? <ProblemNote thrown={mark.error} /> : null}
    </>
  );
}
