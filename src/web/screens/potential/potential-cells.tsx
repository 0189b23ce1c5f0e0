import { useTranslation } from 'react-i18next';
import { levelWords, type PotentialOverview } from '#differentiate/potential/api';
import { Section } from '../../components/page.tsx';
import { useFormat } from '../../data/use-format.ts';
import classes from '../forecast/forecast.module.css';

/** Groups of customers alike: what their best quarter spends, how sure that is, and what could be won from the others. */
export function PotentialCells({ potential }: { potential: PotentialOverview }) {
  const { t } = useTranslation('potential');
  const format = useFormat();
  const { cells, currency, likeness, traits } = potential;
  const money = (value: number) => format.money(Math.round(value), currency, { cents: false });
  const nameOf = (levels: readonly string[]) =>
    levels.length === 0
      ? t('everybody')
      : levels
          .map((level, at) => {
            const trait = traits.find((one) => one.name === likeness?.traits[at]);
            return `${trait?.label[format.language] ?? ''} ${levelWords(level)[format.language]}`;
          })
          .join(' · ');
  return (
    <Section title={t('groups')}>
      <p className="soft small">{t('groupsHint')}</p>
      <div className={classes.scroller} role="region" aria-label={t('groups')} tabIndex={0}>
        <table className={`${classes.table} ${classes.stacked}`}>
          <caption className="seen-by-readers-only">{t('groups')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('group')}</th>
              <th scope="col">{t('possible')}</th>
              <th scope="col">{t('interval')}</th>
              <th scope="col">{t('learntFrom')}</th>
              <th scope="col">{t('customers')}</th>
              <th scope="col">{t('room')}</th>
            </tr>
          </thead>
          <tbody>
            {cells.map((cell) => (
              <tr key={cell.levels.join(' · ')}>
                <th scope="row">{nameOf(cell.levels)}</th>
                <td data-head={t('possible')}>{money(cell.amount)}</td>
                <td data-head={t('interval')}>
                  {t('range', { low: money(cell.low), high: money(cell.high) })}
                </td>
                <td data-head={t('learntFrom')}>{format.number(cell.learntFrom)}</td>
                <td data-head={t('customers')}>{format.number(cell.customers)}</td>
                <td data-head={t('room')}>{money(cell.room)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
