import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ValueOverview } from '#differentiate/value/api';
import { useFormat } from '../../data/use-format.ts';
import { boundsAbove, boundsBelow, type ScoreBounds } from './score-bounds.ts';
import { segmentOf } from './segment-of.ts';
import classes from './value.module.css';

type GridProps = { cells: ValueOverview['cells']; cuts: NonNullable<ValueOverview['cuts']> };

/** Recency against frequency, the best at the top right, each score with what it stands for; the fuller the cell, the more people. */
export function RfmGrid(props: GridProps) {
  const { t } = useTranslation('value');
  const recency = boundsBelow(props.cuts.recencyDaysAtMost).reverse();
  const frequency = boundsAbove(props.cuts.ordersMoreThan);
  return (
    <table className={classes.grid}>
      <caption className={classes.gridAxis}>{t('recency')}</caption>
      <tbody>
        {recency.map((r) => (
          <tr key={r.score}>
            <th scope="row">
              <Score bounds={r} />
            </th>
            {frequency.map((f) => (
              <td key={f.score}>
                <Cell cells={props.cells} r={r.score} f={f.score} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td />
          {frequency.map((f) => (
            <th key={f.score} scope="col">
              <Score bounds={f} />
            </th>
          ))}
        </tr>
        <tr>
          <td />
          <td colSpan={frequency.length} className={classes.gridAxis}>
            {t('frequency')}
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

function Score(props: { bounds: ScoreBounds }) {
  const { t } = useTranslation('value');
  const format = useFormat();
  const { score, from, to } = props.bounds;
  const write = (value: number | null) => (value === null ? '' : format.number(value));
  const between = from === to ? write(from) : `${write(from)}–${write(to)}`;
  const range =
    from === null ? t('upTo', { to: write(to) }) : to === null ? t('over', { from: write(from) }) : between;
  return (
    <>
      <span className={classes.score}>{score}</span> <span className="small nowrap">{range}</span>
    </>
  );
}

function Cell(props: { cells: ValueOverview['cells']; r: number; f: number }) {
  const { t } = useTranslation('value');
  const format = useFormat();
  const { cells, r, f } = props;
  const most = Math.max(1, ...cells.map((cell) => cell.customers));
  const here = cells.find((cell) => cell.recencyScore === r && cell.frequencyScore === f)?.customers ?? 0;
  const shown = format.number(here);
  return (
    <Link
      to="/segments/new"
      search={segmentOf({ recencyScore: r, frequencyScore: f })}
      className={classes.cell}
      aria-label={t('cell', { count: here, shown, r: String(r), f: String(f) })}
    >
      <span className={classes.square} style={{ opacity: 0.06 + 0.34 * (here / most) }} />
      <span className={classes.cellCount}>{shown}</span>
    </Link>
  );
}
