import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ValueOverview } from '#differentiate/value/api';
import { useFormat } from '../../data/use-format.ts';
import { segmentOf } from './segment-of.ts';
import classes from './value.module.css';

const scores = [1, 2, 3, 4, 5];

/** Recency against frequency, the best at the top right; the fuller the cell, the more people. */
export function RfmGrid(props: { cells: ValueOverview['cells'] }) {
  const { t } = useTranslation('value');
  const format = useFormat();
  const most = Math.max(1, ...props.cells.map((cell) => cell.customers));
  const at = (r: number, f: number) =>
    props.cells.find((cell) => cell.recencyScore === r && cell.frequencyScore === f)?.customers ?? 0;
  return (
    <table className={classes.grid}>
      <caption className="seen-by-readers-only">{t('gridHint')}</caption>
      <tbody>
        {[...scores].reverse().map((r) => (
          <tr key={r}>
            <th scope="row">
              {r === 5 ? `${t('recency')} ` : ''}
              {r}
            </th>
            {scores.map((f) => (
              <td key={f}>
                <Link
                  to="/segments/new"
                  search={segmentOf({ recencyScore: r, frequencyScore: f })}
                  className={classes.cell}
                  aria-label={t('cell', { shown: format.number(at(r, f)), r: String(r), f: String(f) })}
                >
                  <span className={classes.square} style={{ opacity: 0.06 + 0.34 * (at(r, f) / most) }} />
                  <span className={classes.cellCount}>{format.number(at(r, f))}</span>
                </Link>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td />
          {scores.map((f) => (
            <th key={f} scope="col">
              {f}
              {f === 5 ? ` ${t('frequency')}` : ''}
            </th>
          ))}
        </tr>
      </tfoot>
    </table>
  );
}
