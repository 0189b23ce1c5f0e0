import { useTranslation } from 'react-i18next';
import { Section } from '../../components/page.tsx';
import { useFormat } from '../../data/use-format.ts';
import clients from '../clients/clients.module.css';
import { useClientContracts } from './contracts.data.ts';

/** This person's contracts, the next to end first; nothing where there is none. */
export function ClientContracts(props: { customerId: number }) {
  const { t } = useTranslation('contracts');
  const format = useFormat();
  const { data } = useClientContracts(props.customerId);
  if (!data || data.contracts.length === 0) return null;
  const money = (value: number) => format.money(Math.round(value), data.currency, { cents: false });
  return (
    <Section title={t('title')}>
      <dl className={clients.values}>
        {data.contracts.map((one) => (
          <div key={one.contract}>
            <dt>{one.contract === '' ? t('one') : one.contract}</dt>
            <dd className="figures">{t(`states.${one.state}`, { date: format.date(one.endsAt) })}</dd>
          </div>
        ))}
      </dl>
      {data.contracts.map((one) =>
        one.state === 'on' && one.renew && one.residual ? (
          <p key={one.contract} className="soft small">
            {t('client', {
              ...{ count: one.renewals, shown: format.number(one.renewals) },
              renew: format.percent(one.renew.estimate, 0),
              range: t('range', {
                ...{ low: format.percent(one.renew.low, 0), high: format.percent(one.renew.high, 0) },
              }),
              residual: money(one.residual.estimate),
            })}
          </p>
        ) : null,
      )}
    </Section>
  );
}
