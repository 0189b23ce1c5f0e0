import { Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Matrix, Moves } from '#differentiate/portfolio/api';
import { ProblemNote } from '../../components/problem-note.tsx';
import { SideDrawer } from '../../components/side-drawer.tsx';
import { useMay } from '../../data/session.ts';
import { useFormat } from '../../data/use-format.ts';
import type { PortfolioSearch } from './portfolio-search.ts';
import { MovedCustomersList } from './moved-customers.tsx';
import { useMoves, useSnapshots } from './portfolio.data.ts';
import classes from './portfolio.module.css';

type MovesProps = {
  matrix: Matrix;
  search: PortfolioSearch;
  set: (change: Partial<PortfolioSearch>) => void;
};

/** Two dates compared by the same lines: who moved from where to where, and what their sales changed by. */
export function PortfolioMoves({ matrix, search, set }: MovesProps) {
  const { t } = useTranslation('portfolio');
  const format = useFormat();
  const snapshots = useSnapshots();
  const earlier = (snapshots.data?.items ?? []).filter((one) => one.asOf < matrix.asOf);
  const moves = useMoves({
    ...{ matrix: matrix.matrix, cutX: matrix.x.cut, cutY: matrix.y.cut },
    ...{ from: search.from, until: matrix.snapshotId },
  });
  if (earlier.length === 0) return <p className="soft small">{t('noEarlier')}</p>;
  return (
    <div className={classes.moves}>
      <Select
        label={t('compareWith')}
        placeholder={t('chooseDate')}
        clearable
        clearButtonProps={{ 'aria-label': t('clearDate') }}
        maw={320}
        data={earlier.map((one) => ({ value: String(one.snapshotId), label: format.dateTime(one.asOf) }))}
        value={search.from === undefined ? null : String(search.from)}
        onChange={(value) => set({ from: value === null ? undefined : Number(value) })}
      />
      {moves.error ? <ProblemNote thrown={moves.error} again={() => void moves.refetch()} /> : null}
      {search.from !== undefined && moves.data ? (
        <div data-stale={moves.isPlaceholderData} aria-busy={moves.isPlaceholderData}>
          <MovesTable moves={moves.data} />
        </div>
      ) : null}
    </div>
  );
}

function MovesTable(props: { moves: Moves }) {
  const { t } = useTranslation('portfolio');
  const format = useFormat();
  const may = useMay();
  const [opened, setOpened] = useState<Moves['moves'][number]>();
  const { moves, labels, currency } = props.moves;
  const named = (name: string | null) =>
    labels.find((one) => one.name === name)?.label[format.language] ?? t('elsewhere');
  const moved = moves
    .filter((move) => move.from !== move.until)
    .toSorted((a, b) => Math.abs(Number(b.salesChange)) - Math.abs(Number(a.salesChange)));
  const people = (count: number) => t('people', { count, shown: format.number(count) });
  const titleOf = (move: Moves['moves'][number]) => `${named(move.from)} → ${named(move.until)}`;
  if (moved.length === 0) return <p className="soft">{t('nobodyMoved')}</p>;
  return (
    <>
      <table className={classes.moveTable}>
        <caption className="seen-by-readers-only">{t('movesCaption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('movedFrom')}</th>
            <th scope="col">{t('movedTo')}</th>
            <th scope="col" className={classes.end}>
              {t('customers')}
            </th>
            <th scope="col" className={classes.end}>
              {t('salesChange')}
            </th>
          </tr>
        </thead>
        <tbody>
          {moved.map((move) => (
            <tr key={`${move.from}-${move.until}`}>
              <td>{named(move.from)}</td>
              <td>{named(move.until)}</td>
              <td className={classes.end}>
                {may('customers:read') ? (
                  <button
                    type="button"
                    className="quiet-button link"
                    aria-label={`${people(move.customers)}, ${titleOf(move)}`}
                    onClick={() => setOpened(move)}
                  >
                    {people(move.customers)}
                  </button>
                ) : (
                  people(move.customers)
                )}
              </td>
              <td className={classes.end}>
                {format.signed(format.money(move.salesChange, currency, { cents: false }))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <SideDrawer
        title={opened ? titleOf(opened) : ''}
        opened={opened !== undefined}
        onClose={() => setOpened(undefined)}
        size={640}
      >
        {opened ? (
          <MovedCustomersList
            title={titleOf(opened)}
            move={{
              ...{ matrix: props.moves.matrix, cutX: props.moves.cutX, cutY: props.moves.cutY },
              ...{ from: props.moves.from.snapshotId, until: props.moves.until.snapshotId },
              ...{ before: opened.from, after: opened.until },
            }}
          />
        ) : null}
      </SideDrawer>
    </>
  );
}
