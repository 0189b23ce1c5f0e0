import { useTranslation } from 'react-i18next';
import type { ValueOverview } from '#differentiate/value/api';
import { PeopleCount } from '../../components/people-count.tsx';
import { useFormat } from '../../data/use-format.ts';
import { segmentOf } from './segment-of.ts';
import classes from './value.module.css';

/** Classes A, B and C: how many customers make how much of what is shared out, each class opening its customers. */
export function AbcTable({ overview }: { overview: ValueOverview }) {
  const { t } = useTranslation('value');
  const format = useFormat();
  const { abc, currency, settings } = overview;
  const customers = abc.reduce((sum, one) => sum + one.customers, 0);
  const share = (part: number) => format.percent(part, 0);
  return (
    <>
      <p className="soft small">
        {t('abcHint', {
          ...{ measure: t(`abcMeasures.${settings.abc.measure}`) },
          ...{ a: share(settings.abc.shareA), b: share(settings.abc.shareB) },
        })}
      </p>
      <table className={`${classes.pyramid} ${classes.abc}`}>
        <caption className="seen-by-readers-only">{t('abc')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('abcClass')}</th>
            <th scope="col" className={classes.end}>
              {t('people')}
            </th>
            <th scope="col" className={classes.end}>
              {t('topShare')}
            </th>
            <th scope="col" className={`${classes.end} ${classes.wide}`}>
              {t('abcSales')}
            </th>
            <th scope="col" className={classes.end}>
              {t('netShare')}
            </th>
          </tr>
        </thead>
        <tbody>
          {[...abc]
            .sort((one, two) => one.class.localeCompare(two.class))
            .map((one) => (
              <tr key={one.class}>
                <th scope="row">{one.class}</th>
                <td className={classes.end}>
                  <PeopleCount
                    count={one.customers}
                    to="/segments/new"
                    search={segmentOf({ abcClass: one.class })}
                  />
                </td>
                <td className={classes.end}>
                  {format.percent(one.customers / Math.max(1, customers), 1, 1)}
                </td>
                <td className={`${classes.end} ${classes.wide}`}>
                  {format.money(one.netSales, currency, { cents: false })}
                </td>
                <td className={classes.end}>{format.percent(one.share, 1, 1)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </>
  );
}
