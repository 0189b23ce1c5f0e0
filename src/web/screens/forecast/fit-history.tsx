import { useTranslation } from 'react-i18next';
import type { LifetimeFit } from '#differentiate/lifetime/api';
import { Section } from '../../components/page.tsx';
import { useFormat } from '../../data/use-format.ts';
import { useFits } from './forecast.data.ts';
import classes from './forecast.module.css';
import { modelName } from './model-name.ts';

/** Every fit kept, one a line, so that they compare: what was held out and missed, what a purchase is worth, the parameters. */
export function FitHistory() {
  const { t } = useTranslation('forecast');
  const fits = useFits().data?.items ?? [];
  if (fits.length === 0) return null;
  return (
    <Section title={t('fits')}>
      <p className="soft small">{t('fitsHint')}</p>
      <div className={classes.scroller} role="region" aria-label={t('fits')} tabIndex={0}>
        <table className={`${classes.table} ${classes.stacked}`}>
          <caption className="seen-by-readers-only">{t('fits')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('fitOf')}</th>
              <th scope="col">{t('customers')}</th>
              <th scope="col">{t('missed')}</th>
              <th scope="col">{t('error')}</th>
              <th scope="col">{t('amount')}</th>
              <th scope="col">{t('parameters')}</th>
            </tr>
          </thead>
          <tbody>
            {fits.map((fit) => (
              <FitRow key={fit.fitId} fit={fit} />
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

function FitRow({ fit }: { fit: LifetimeFit }) {
  const { t } = useTranslation('forecast');
  const format = useFormat();
  const { fitted } = fit;
  if (fitted === null)
    return (
      <tr>
        <th scope="row">{format.dateTime(fit.asOf)}</th>
        <td colSpan={5}>{fit.refusal?.message}</td>
      </tr>
    );
  const name = modelName(fitted.model);
  const judged = fitted.holdOut?.ranked.find(
    (one) => one.model === fitted.model && one.season === (fitted.season !== null),
  );
  return (
    <tr>
      <th scope="row">
        {format.dateTime(fit.asOf)}{' '}
        <span className="soft small">{fitted.season ? t('withSeason', { model: name }) : name}</span>
      </th>
      <td>{t('fittedOn', { shown: format.number(fitted.sampled), of: format.number(fitted.customers) })}</td>
      <td data-head={t('missed')}>
        {judged && judged.actual > 0
          ? format.signed(format.percent(judged.expected / judged.actual - 1))
          : '–'}
      </td>
      <td data-head={t('error')}>{judged ? format.number(judged.deviance, 3, 3) : '–'}</td>
      <td data-head={t('amount')}>
        {fitted.amounts ? format.money(fitted.amounts.observedMean, fit.currency) : t('unknown')}
      </td>
      <td className={`${classes.wide} soft small figures`} data-head={t('parameters')}>
        {Object.entries(fitted.purchases.parameters)
          .map(([parameter, value]) => `${parameter} ${format.number(value, 3)}`)
          .join(' · ')}
      </td>
    </tr>
  );
}
