import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RanksReply } from '#differentiate/portfolio/api';
import { ValueRank } from '../../components/value-rank.tsx';
import { useFormat } from '../../data/use-format.ts';
import classes from './portfolio.module.css';

const ranks = [5, 4, 3, 2, 1];

/** Actual rank down, potential across: how many people are in each cell; click a cell to see them. */
export function PortfolioRanks(props: { ranks: RanksReply }) {
  const { t } = useTranslation('portfolio');
  const format = useFormat();
  const { cells, currency, across: measure } = props.ranks;
  const most = Math.max(1, ...cells.map((cell) => cell.customers));
  const isKnown = cells.some((cell) => cell.potential !== null);
  if (!isKnown) return <p className="soft">{t(`noRanks.${measure}`)}</p>;
  const across = [1, 2, 3, 4, 5];
  return (
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
              <ValueRank rank={actual} /> <span className={classes.rankName}>{t(`rank${actual as 1}`)}</span>
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
                  <Link
                    to="/segments/new"
                    search={{ condition: cell.condition }}
                    className={classes.cell}
                    title={t('cellSales', { sales })}
                    aria-label={t('rankCell', {
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
                  </Link>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
