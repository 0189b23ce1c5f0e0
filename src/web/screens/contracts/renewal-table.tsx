import { useTranslation } from 'react-i18next';
import type { FittedContracts } from '#differentiate/contracts/api';
import { useFormat } from '../../data/use-format.ts';
import classes from '../forecast/forecast.module.css';

const rowsShown = 8;

/** Chance of renewal and terms to come by the renewals behind a contract, and how the models did on renewals held out. */
export function RenewalTable({ fitted }: { fitted: FittedContracts }) {
  const { t } = useTranslation('contracts');
  const format = useFormat();
  const percent = (value: number) => format.percent(value, 0);
  const terms = (value: number) => format.number(value, 1);
  return (
    <>
      <div
        className={classes.scroller}
        role="region"
        aria-label={t('renewals', { model: t(`models.${fitted.model}`) })}
        tabIndex={0}
      >
        <table className={classes.table}>
          <caption className={classes.caption}>
            {t('renewals', { model: t(`models.${fitted.model}`) })}
          </caption>
          <thead>
            <tr>
              <th scope="col">{t('behind')}</th>
              <th scope="col">{t('renew')}</th>
              <th scope="col">{t('at95')}</th>
              <th scope="col">{t('remaining')}</th>
              <th scope="col">{t('at95')}</th>
            </tr>
          </thead>
          <tbody>
            {fitted.outlooks.slice(0, rowsShown).map(({ renewed, renew, remaining }) => (
              <tr key={renewed}>
                <th scope="row">{format.number(renewed)}</th>
                <td>{percent(renew.estimate)}</td>
                <td>{t('range', { low: percent(renew.low), high: percent(renew.high) })}</td>
                <td>{terms(remaining.estimate)}</td>
                <td>{t('range', { low: terms(remaining.low), high: terms(remaining.high) })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {fitted.heldOutFrom === null ? (
        <p className="soft small">{t('noHoldOut')}</p>
      ) : (
        <div
          className={classes.scroller}
          role="region"
          aria-label={t('heldOut', { date: format.date(fitted.heldOutFrom) })}
          tabIndex={0}
        >
          <table className={classes.table}>
            <caption className={classes.caption}>
              {t('heldOut', { date: format.date(fitted.heldOutFrom) })}
            </caption>
            <thead>
              <tr>
                <th scope="col">{t('model')}</th>
                <th scope="col">{t('expected')}</th>
                <th scope="col">{t('actual')}</th>
                <th scope="col">{t('deviance')}</th>
              </tr>
            </thead>
            <tbody>
              {fitted.ranked.map((one) => (
                <tr key={one.model} data-chosen={one.model === fitted.model}>
                  <th scope="row">{t(`models.${one.model as 'sbg'}`)}</th>
                  <td>{format.number(Math.round(one.expected))}</td>
                  <td>{format.number(one.actual)}</td>
                  <td>{format.number(one.deviance, 1)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
