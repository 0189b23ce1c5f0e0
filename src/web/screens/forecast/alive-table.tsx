import { useTranslation } from 'react-i18next';
import type { LifetimeOverview } from '#differentiate/lifetime/api';
import { Section } from '../../components/page.tsx';
import { PeopleCount } from '../../components/people-count.tsx';
import { useFormat } from '../../data/use-format.ts';
import classes from './forecast.module.css';

/** Customers by how probably they still are customers; each count is the list behind it. */
export function AliveTable(props: { forecast: LifetimeOverview }) {
  const { t } = useTranslation('forecast');
  const format = useFormat();
  const { alive, currency } = props.forecast;
  const most = Math.max(1, ...alive.map((one) => one.customers));
  const between = (from: number, until: number) => ({
    condition: {
      and: [
        { attribute: 'aliveProbability', operator: '>=' as const, value: from },
        ...(until < 1 ? [{ attribute: 'aliveProbability', operator: '<' as const, value: until }] : []),
      ],
    },
  });
  return (
    <Section title={t('aliveTitle')}>
      <p className="soft small">{t('aliveHint')}</p>
      <div className={classes.scroller}>
        <table className={classes.table}>
          <caption className="seen-by-readers-only">{t('aliveTitle')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('probability')}</th>
              <td className={classes.barHead} />
              <th scope="col">{t('customers')}</th>
              <th scope="col">{t('sales')}</th>
            </tr>
          </thead>
          <tbody>
            {alive.toReversed().map((one) => (
              <tr key={one.from}>
                <th scope="row">
                  <span className="nowrap">
                    {format.percent(one.from, 0)} – {format.percent(one.until, 0)}
                  </span>
                </th>
                <td>
                  <span className={classes.bar} style={{ width: `${(100 * one.customers) / most}%` }} />
                </td>
                <td>
                  <PeopleCount
                    count={one.customers}
                    to="/segments/new"
                    search={between(one.from, one.until)}
                  />
                </td>
                <td>
                  {one.sales === null ? '—' : format.money(Math.round(one.sales), currency, { cents: false })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
