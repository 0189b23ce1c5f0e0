import { useTranslation } from 'react-i18next';
import { PeopleCount } from '../../components/people-count.tsx';
import { ValueRank } from '../../components/value-rank.tsx';
import { useFormat } from '../../data/use-format.ts';
import { segmentOf } from './segment-of.ts';
import classes from './value.module.css';

/** One rank: its people and what they bought in twelve months, the period ranks are drawn on. */
export type PyramidStep = {
  readonly rank: number;
  readonly label: { readonly fr: string; readonly en: string };
  readonly customers: number;
  readonly netSales12Months: string;
};

/** Five ranks, the most valuable on top: how many people, against how much of the sales of twelve months. */
export function ValuePyramid(props: { steps: readonly PyramidStep[]; currency: string }) {
  const { t, i18n } = useTranslation('value');
  const format = useFormat();
  const language = i18n.language === 'en' ? 'en' : 'fr';
  const ranks = [...props.steps].sort((a, b) => b.rank - a.rank);
  const customers = ranks.reduce((sum, one) => sum + one.customers, 0);
  const sales = ranks.reduce((sum, one) => sum + Math.max(0, Number(one.netSales12Months)), 0);
  const each = (one: PyramidStep) => Number(one.netSales12Months) / Math.max(1, one.customers);
  return (
    <table className={classes.pyramid}>
      <caption className="seen-by-readers-only">{t('pyramidHint')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('rank')}</th>
          <th scope="col" className={classes.toLeft}>
            {t('ofPeople')}
          </th>
          <th scope="col">{t('ofSales12')}</th>
          <th scope="col" className={classes.end}>
            {t('people')}
          </th>
          <th scope="col" className={`${classes.end} ${classes.wide}`}>
            {t('each')}
          </th>
        </tr>
      </thead>
      <tbody>
        {ranks.map((one) => (
          <tr key={one.rank}>
            <th scope="row">
              <ValueRank rank={one.rank} /> {one.label[language]}
            </th>
            <td className={classes.toLeft}>
              <Bar share={one.customers / Math.max(1, customers)} side="left" />
            </td>
            <td>
              <Bar share={Number(one.netSales12Months) / Math.max(1, sales)} side="right" />
            </td>
            <td className={classes.end}>
              <PeopleCount
                count={one.customers}
                to="/segments/new"
                search={segmentOf({ valueRank: one.rank })}
              />
            </td>
            <td className={`${classes.end} ${classes.wide}`}>{format.money(each(one), props.currency)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Bar(props: { share: number; side: 'left' | 'right' }) {
  const format = useFormat();
  const width = `${Math.max(0, Math.min(1, props.share)) * 100}%`;
  return (
    <span className={classes.barCell} data-side={props.side}>
      <span className={classes.bar} style={{ width: `calc(${width} * 0.72)` }} />
      <span className="small">{format.percent(props.share, 1, 1)}</span>
    </span>
  );
}
