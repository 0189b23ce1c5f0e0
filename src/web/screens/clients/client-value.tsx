import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerValue } from '#differentiate/value/api';
import type { OrdersPart } from '#identify/history/api';
import { Section } from '../../components/page.tsx';
import { Sparkline } from '../../components/sparkline.tsx';
import { ValueRank } from '../../components/value-rank.tsx';
import { useFormat } from '../../data/use-format.ts';
import { useClientValue } from './clients.data.ts';
import classes from './clients.module.css';

/** What this person is worth: sales, margin, orders, rank in the whole, and how the rank moved. */
export function ClientValue(props: { customerId: number; orders: OrdersPart | undefined }) {
  const { t } = useTranslation('clients');
  const format = useFormat();
  const value = useClientValue(props.customerId);
  const { orders } = props;
  const never = value.data === null ? <p className="soft small">{t('noValue')}</p> : null;
  if (!orders && !value.data) return never;
  const money = (amount: string, currency: string) => format.money(amount, currency);
  return (
    <Section title={t('value')}>
      <dl className={classes.values}>
        {orders ? (
          <>
            <Line label={t('net12')} strong>
              {money(orders.netSales12Months, orders.currency)}
            </Line>
            <Line label={t('netAll')}>{money(orders.netSales, orders.currency)}</Line>
            <Line label={t('orders')}>{format.number(orders.orders)}</Line>
            <Line label={t('basket')}>
              {orders.averageBasket === null ? '—' : money(orders.averageBasket, orders.currency)}
            </Line>
            <Line label={t('last')}>{orders.lastOrderAt ? format.relative(orders.lastOrderAt) : '—'}</Line>
          </>
        ) : null}
        {value.data ? <Standing value={value.data} /> : null}
      </dl>
      {value.data ? <p className="soft small">{t('asOf', { date: format.date(value.data.asOf) })}</p> : never}
    </Section>
  );
}

function Standing(props: { value: CustomerValue }) {
  const { t, i18n } = useTranslation('clients');
  const format = useFormat();
  const { value } = props;
  const language = i18n.language === 'en' ? 'en' : 'fr';
  const ranks = value.history.map((moment) => moment.valueRank);
  return (
    <>
      <Line label={t('margin12')}>
        {value.margin12Months === null ? '—' : format.money(value.margin12Months, value.currency)}
      </Line>
      <Line label={t('rank')}>
        <ValueRank rank={value.valueRank} /> {value.valueLabel[language]}
      </Line>
      <Line label={t('rfm')}>
        <Tooltip label={t('scoresHint')}>
          <span tabIndex={0}>
            {value.rfmLabel[language]}{' '}
            <span className="soft small nowrap">
              {t('scores', {
                r: String(value.recencyScore),
                f: String(value.frequencyScore),
                m: String(value.monetaryScore),
              })}
            </span>
          </span>
        </Tooltip>
      </Line>
      <Line label={t('abc')}>{value.abcClass}</Line>
      {ranks.length > 1 ? (
        <Line label={t('moves')}>
          <Sparkline values={ranks} width={96} />
        </Line>
      ) : null}
    </>
  );
}

function Line(props: { label: string; strong?: boolean; children: ReactNode }) {
  return (
    <div>
      <dt>{props.label}</dt>
      <dd className={props.strong ? classes.strong : 'figures'}>{props.children}</dd>
    </div>
  );
}
