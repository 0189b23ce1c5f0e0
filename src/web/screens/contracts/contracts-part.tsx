import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ContractsOverview } from '#differentiate/contracts/api';
import { Section } from '../../components/page.tsx';
import { PeopleCount } from '../../components/people-count.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useMay } from '../../data/session.ts';
import { useFormat } from '../../data/use-format.ts';
import classes from '../forecast/forecast.module.css';
import { RenewalTable } from './renewal-table.tsx';
import { useChangeContracts, useContracts } from './contracts.data.ts';

/** Contracts of the base: when they end, how long they last. Nothing where there is no contract and none is expected. */
export function ContractsPart() {
  const { t } = useTranslation('contracts');
  const { language } = useFormat();
  const { data } = useContracts();
  if (!data || (data.states.length === 0 && !data.settings.contractual)) return null;
  return (
    <Section title={t('title')} aside={<Declare contracts={data} />}>
      {data.cautions.map((one) => (
        <p key={one.en}>{one[language]}</p>
      ))}
      <Counts contracts={data} />
      <div className={classes.halves}>
        <Ends contracts={data} />
        {data.fitted ? <RenewalTable fitted={data.fitted} /> : null}
      </div>
      {data.refusal && data.states.length > 0 ? (
        <p className="soft small">{t('notTold', { message: data.refusal.message })}</p>
      ) : null}
    </Section>
  );
}

function Declare({ contracts }: { contracts: ContractsOverview }) {
  const { t } = useTranslation('contracts');
  const may = useMay();
  const change = useChangeContracts();
  if (!may('value:write')) return null;
  const { settings } = contracts;
  return (
    <>
      {change.error ? <ProblemNote thrown={change.error} /> : null}
      <Switch
        label={t('contractual')}
        checked={change.variables?.contractual ?? settings.contractual}
        disabled={change.isPending}
        onChange={(event) => change.mutate({ ...settings, contractual: event.currentTarget.checked })}
      />
    </>
  );
}

function Counts({ contracts }: { contracts: ContractsOverview }) {
  const { t } = useTranslation('contracts');
  const format = useFormat();
  const running = contracts.states.find((one) => one.state === 'on')?.contracts ?? 0;
  const over = contracts.states.reduce((sum, one) => sum + one.contracts, 0) - running;
  const { residual, currency } = contracts;
  const money = (value: number) => format.money(Math.round(value), currency, { cents: false });
  return (
    <p>
      {t('counts', { running: format.number(running), over: format.number(over) })}{' '}
      {residual
        ? t('residual', {
            ...{ sales: money(residual.estimate), low: money(residual.low), high: money(residual.high) },
          })
        : ''}
    </p>
  );
}

function Ends({ contracts }: { contracts: ContractsOverview }) {
  const { t } = useTranslation('contracts');
  const format = useFormat();
  const { currency } = contracts;
  const money = (value: string) => format.money(Math.round(Number(value)), currency, { cents: false });
  const within = (days: number) => ({
    condition: {
      and: [
        { attribute: 'contractEndsInDays', operator: '>=' as const, value: 0 },
        { attribute: 'contractEndsInDays', operator: '<' as const, value: days },
      ],
    },
  });
  return (
    <div className={classes.scroller} role="region" aria-label={t('ends')} tabIndex={0}>
      <table className={classes.table}>
        <caption className={classes.caption}>{t('ends')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('within')}</th>
            <th scope="col">{t('customers')}</th>
            <th scope="col">{t('amount')}</th>
          </tr>
        </thead>
        <tbody>
          {contracts.ends.map((one) => (
            <tr key={one.withinDays}>
              <th scope="row">
                {t('days', { count: one.withinDays, shown: format.number(one.withinDays) })}
              </th>
              <td>
                <PeopleCount count={one.customers} to="/segments/new" search={within(one.withinDays)} />
              </td>
              <td>{one.amount === null ? '—' : money(one.amount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
