import { useTranslation } from 'react-i18next';
import type { CustomerPage } from '#identify/customers/api';
import { ValueRank } from '../../components/value-rank.tsx';
import { useFormat } from '../../data/use-format.ts';
import { useClientValue } from './clients.data.ts';
import classes from './clients.module.css';
import { nameOfPage } from './customer-select.tsx';

/** Who this is, in two lines: name and rank, then place, addresses and since when. */
export function ClientHead(props: { page: CustomerPage; asTitle: boolean }) {
  const { t } = useTranslation('clients');
  const { page } = props;
  const value = useClientValue(page.customerId);
  const name = nameOfPage(page.fields, page.customerId, (id) => t('unnamed', { id }));
  const rank = value.data?.valueRank;
  return (
    <div>
      {props.asTitle ? null : (
        <h2 className={classes.drawerName}>
          {name} <ValueRank rank={rank} />
        </h2>
      )}
      <ClientFacts page={page} />
    </div>
  );
}

/** Place, addresses and since when, in one line. */
export function ClientFacts(props: { page: CustomerPage }) {
  const { t } = useTranslation('clients');
  const format = useFormat();
  const { page } = props;
  const of = (field: string) => page.fields.find((one) => one.field === field)?.value;
  const facts = [of('city'), of('email'), of('phone')].filter((fact) => fact !== undefined);
  return (
    <p className={classes.facts}>
      {facts.map((fact) => (
        <span key={fact}>{fact}</span>
      ))}
      <span>{t('sinceDay', { date: format.date(page.firstSeenAt) })}</span>
      {page.askedFor === page.customerId ? null : (
        <span>{t('merged', { asked: String(page.askedFor) })}</span>
      )}
    </p>
  );
}
