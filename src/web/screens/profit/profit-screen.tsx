import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProfitStatement } from '#differentiate/profit/api';
import { Empty } from '../../components/empty.tsx';
import { Figure, Figures } from '../../components/figure.tsx';
import { Page, Section } from '../../components/page.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { SideDrawer } from '../../components/side-drawer.tsx';
import { useMay } from '../../data/session.ts';
import { useFormat } from '../../data/use-format.ts';
import { ValueTabs } from '../value/value-tabs.tsx';
import { AccountCustomers } from './account-customers.tsx';
import { BelowZero } from './below-zero.tsx';
import { CostsEditor } from './costs-editor.tsx';
import { useStatement } from './profit.data.ts';
import { WhatIfs } from './what-ifs.tsx';

/** What customers bring once the costs of serving them are taken off. */
export function ProfitScreen() {
  const { t } = useTranslation('profit');
  const format = useFormat();
  const may = useMay();
  const statement = useStatement();
  const [isOpen, setOpen] = useState(false);
  const { data } = statement;
  return (
    <Page
      above={<ValueTabs />}
      reading={statement.isPending}
      title={t('title')}
      sentence={t('sentence')}
      scope={
        data
          ? t('scope', {
              ...{
                from: format.date(data.period.from),
                until: format.date(data.asOf),
                currency: data.currency,
              },
              version: String(data.costModel.version),
            })
          : undefined
      }
      action={
        may('value:write') ? (
          <Button variant="default" onClick={() => setOpen(true)}>
            {t('costs')}
          </Button>
        ) : undefined
      }
    >
      {statement.error ? (
        <ProblemNote thrown={statement.error} again={() => void statement.refetch()} />
      ) : null}
      {data === null ? <Empty title={t('none')} detail={t('noneHint')} /> : null}
      {data ? <Statement statement={data} /> : null}
      <SideDrawer title={t('costs')} opened={isOpen} onClose={() => setOpen(false)} size={680}>
        <CostsEditor onSaved={() => setOpen(false)} />
      </SideDrawer>
    </Page>
  );
}

function Statement(props: { statement: ProfitStatement }) {
  const { t } = useTranslation('profit');
  const format = useFormat();
  const { statement } = props;
  const { account, belowZero, lifetime, currency } = statement;
  const money = (amount: string | null) =>
    amount === null ? t('unknown') : format.money(amount, currency, { cents: false });
  return (
    <>
      <Figures>
        <Figure
          label={t('directProfit')}
          value={money(account.directProfit)}
          period={t('atMost', { amount: money(account.profitAtMost) })}
          definition={t('directMeans')}
        />
        <Figure
          label={t('margin')}
          value={money(account.grossMargin)}
          {...(account.grossMargin === null
            ? { period: t('uncosted', { amount: money(account.uncostedSales) }) }
            : {})}
          definition={t('marginMeans')}
        />
        <Figure
          label={t('belowZero')}
          value={format.number(belowZero.customers)}
          period={money(belowZero.loss)}
          definition={t('belowMeans')}
        />
        <Figure
          label={t('lifetimeValue')}
          value={money(lifetime.lifetimeValue)}
          {...(lifetime.lifetimeValue !== null && lifetime.reliabilityAssumed
            ? { period: t('assumed') }
            : {})}
          definition={t('lifetimeMeans')}
        />
      </Figures>
      <Section title={t('account')}>
        <AccountCustomers account={account} currency={currency} />
        <Beside statement={statement} />
      </Section>
      <BelowZero statement={statement} />
      <WhatIfs />
    </>
  );
}

function Beside(props: { statement: ProfitStatement }) {
  const { t } = useTranslation('profit');
  const format = useFormat();
  const { unidentified, common, currency } = props.statement;
  const money = (amount: string) => format.money(amount, currency, { cents: false });
  return (
    <p className="soft small">
      {t('nobody', { amount: money(unidentified.netSales) })}{' '}
      {common.map((one) => t('common', { name: one.name, amount: money(one.amount) })).join(' ')}
    </p>
  );
}
