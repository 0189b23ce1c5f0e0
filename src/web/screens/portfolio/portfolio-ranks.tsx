import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RanksReply } from '#differentiate/portfolio/api';
import { ValueRank } from '../../components/value-rank.tsx';
import { useFormat } from '../../data/use-format.ts';
import { CellDrawer, type OpenedCell } from './cell-drawer.tsx';
import { CellLink } from './cell-link.tsx';
import classes from './portfolio.module.css';

type Cell = RanksReply['cells'][number];

const ranks = [5, 4, 3, 2, 1];

/** Actual rank down, potential across: how many people are in each cell; click a cell to see them, of then where the date is an older one. */
export function PortfolioRanks(props: { ranks: RanksReply; isOlder: boolean }) {
  const { t } = useTranslation('portfolio');
  const format = useFormat();
  const [opened, setOpened] = useState<OpenedCell>();
  const { cells, currency, across: measure, snapshotId } = props.ranks;
  const most = Math.max(1, ...cells.map((cell) => cell.customers));
  const isKnown = cells.some((cell) => cell.potential !== null);
  if (!isKnown) return <p className="soft">{t(`noRanks.${measure}`)}</p>;
  const across = [1, 2, 3, 4, 5];
  const open = (cell: Cell, potential: number) => () =>
    setOpened({
      title: t('rankTitle', {
        ...{ actual: t(`rank${cell.actual as 1}`), potential: String(potential) },
        across: t(`acrossNames.${measure}`),
      }),
      condition: cell.condition,
      choice: { snapshotId, across: measure, actual: cell.actual, potential },
    });
  return (
    <>
      <table className={classes.ranks}>
        <caption className="seen-by-readers-only">{t(`ranksHint.${measure}`)}</caption>
        <thead>
          <tr>
            <td />
            {across.map((potential) => (
              <th key={potential} scope="col">
                {potential === 5
                  ? t(`potentialHigh.${measure}`)
                  : potential === 1
                    ? t(`potentialLow.${measure}`)
                    : potential}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ranks.map((actual) => (
            <tr key={actual}>
              <th scope="row">
                <ValueRank rank={actual} />{' '}
                <span className={classes.rankName}>{t(`rank${actual as 1}`)}</span>
              </th>
              {across.map((potential) => {
                const cell = cells.find((one) => one.actual === actual && one.potential === potential);
                const shown = format.number(cell?.customers ?? 0);
                if (!cell)
                  return (
                    <td key={potential} className={classes.emptyCell}>
                      0
                    </td>
                  );
                const sales = format.money(cell.netSales, currency, { cents: false });
                return (
                  <td key={potential}>
                    <CellLink
                      condition={cell.condition}
                      onOpen={props.isOlder ? open(cell, potential) : undefined}
                      className={classes.cell}
                      title={t('cellSales', { sales })}
                      label={t('rankCell', {
                        shown,
                        actual: String(actual),
                        potential: String(potential),
                        sales,
                      })}
                    >
                      <span
                        className={classes.shade}
                        style={{ opacity: 0.05 + 0.35 * Math.sqrt(cell.customers / most) }}
                      />
                      <span className={classes.count}>{shown}</span>
                    </CellLink>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <CellDrawer cell={opened} onClose={() => setOpened(undefined)} />
    </>
  );
}
