import { useTranslation } from 'react-i18next';
import { Section } from '../../components/page.tsx';
import { Why } from '../../components/why.tsx';
import { useFormat } from '../../data/use-format.ts';
import clients from '../clients/clients.module.css';
import { useClientPotential } from './potential.data.ts';

/** What this person could spend: who says so, and why. */
export function ClientPotential(props: { customerId: number }) {
  const { t } = useTranslation('potential');
  const format = useFormat();
  const one = useClientPotential(props.customerId).data;
  if (!one) return null;
  const money = (value: number | string | null) =>
    value === null ? t('unknown') : format.money(value, one.currency, { cents: false });
  const whole = (value: number | null) => money(value === null ? null : Math.round(value));
  const range = (told: { low: number; high: number }) =>
    t('range', { low: whole(told.low), high: whole(told.high) });
  const reasons = one.why.map((reason) => reason[format.language]);
  const said = one.declared;
  return (
    <Section title={t('title')}>
      <dl className={clients.values}>
        <div>
          <dt>{t('possible')}</dt>
          <dd className="figures">
            {whole(one.potential)} <Why subject={t('possible')} reasons={reasons} />
          </dd>
        </div>
        <div>
          <dt>{t('room')}</dt>
          <dd className="figures">{whole(one.room)}</dd>
        </div>
      </dl>
      <p className="soft small">
        {one.basis === 'declared' && said
          ? t('client.declared', {
              ...{ share: format.percent(said.share, 0), spend: money(said.spend), range: range(said) },
              date: said.saidAt === null ? t('client.undated') : format.date(said.saidAt),
            })
          : null}
        {one.basis === 'look-alikes' && one.alike
          ? t('client.alike', {
              ...{ count: one.alike.customers, shown: format.number(one.alike.customers) },
              ...{ amount: whole(one.alike.amount), range: range(one.alike) },
            })
          : null}
        {one.basis === null ? t('client.nobody') : null}
      </p>
    </Section>
  );
}
