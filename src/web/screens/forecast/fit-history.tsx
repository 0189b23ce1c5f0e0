import { useTranslation } from 'react-i18next';
import { Section } from '../../components/page.tsx';
import { useFormat } from '../../data/use-format.ts';
import { useFits } from './forecast.data.ts';
import classes from './forecast.module.css';

/** Earlier fits, with their parameters or why there was none. */
export function FitHistory() {
  const { t } = useTranslation('forecast');
  const format = useFormat();
  const fits = useFits().data?.items ?? [];
  if (fits.length === 0) return null;
  return (
    <Section title={t('fits')}>
      <ul className={classes.fits}>
        {fits.map((fit) => (
          <li key={fit.fitId}>
            <strong>{format.dateTime(fit.asOf)}</strong>{' '}
            {fit.fitted ? (
              <>
                {fit.fitted.model.toUpperCase().replace('-', '/')} ·{' '}
                {t('fittedOn', {
                  shown: format.number(fit.fitted.sampled),
                  of: format.number(fit.fitted.customers),
                })}
                <span className="soft small figures">
                  {' '}
                  {Object.entries(fit.fitted.purchases.parameters)
                    .map(([name, value]) => `${name} ${format.number(value, 4)}`)
                    .join(' · ')}
                </span>
              </>
            ) : (
              fit.refusal?.message
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
