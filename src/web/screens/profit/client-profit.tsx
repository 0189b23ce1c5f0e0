import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { CustomerLifetime } from '#differentiate/lifetime/api';
import { CustomerProfit } from '#differentiate/profit/api';
import { Section } from '../../components/page.tsx';
import { SideDrawer } from '../../components/side-drawer.tsx';
import { Why } from '../../components/why.tsx';
import { orNothing } from '../../data/problem.ts';
import { request } from '../../data/request.ts';
import { useFormat } from '../../data/use-format.ts';
import { useClientContracts } from '../contracts/contracts.data.ts';
import clients from '../clients/clients.module.css';
import { AccountFacts } from './account-facts.tsx';

function useOfCustomer<Shape extends z.ZodType>(path: string, shape: Shape) {
  return useQuery({
    queryKey: ['of-customer', path],
    queryFn: ({ signal }) => orNothing(request({ path, shape, signal })),
  });
}

/** What this person brings and will probably bring, with the reasons and the account behind it. */
export function ClientProfit(props: { customerId: number }) {
  const { t } = useTranslation('profit');
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  const profit = useOfCustomer(`/profit/customers/${props.customerId}`, CustomerProfit).data;
  const byPace = useOfCustomer(`/lifetime/customers/${props.customerId}`, CustomerLifetime).data;
  const contracts = useClientContracts(props.customerId).data;
  const lifetime = contracts?.byContract ? null : byPace;
  if (!profit && !lifetime) return null;
  const money = (amount: string | number | null, currency: string) =>
    amount === null ? t('unknown') : format.money(amount, currency, { cents: false });
  return (
    <Section title={t('client.title')}>
      <dl className={clients.values}>
        {profit ? (
          <>
            <Line label={t('directProfit')}>
              {profit.account.directProfit === null
                ? t('atMost', { amount: money(profit.account.profitAtMost, profit.currency) })
                : money(profit.account.directProfit, profit.currency)}
            </Line>
            <Line label={t('lifetimeValue')}>
              {money(profit.lifetime?.lifetimeValue ?? null, profit.currency)}
            </Line>
          </>
        ) : null}
        {lifetime ? (
          <>
            <Line label={t('client.alive')}>
              {format.percent(lifetime.alive, 0)}{' '}
              <Why subject={t('client.alive')} reasons={lifetime.why.map((one) => one[format.language])} />
            </Line>
            <Line label={t('client.purchases')}>{format.number(lifetime.expectedPurchases, 1)}</Line>
            <Line label={t('client.sales')}>
              {money(
                lifetime.futureSales === null ? null : Math.round(lifetime.futureSales),
                lifetime.currency,
              )}{' '}
              {lifetime.amountInterval ? (
                <Why
                  subject={t('client.sales')}
                  reasons={[
                    t('client.shrunk', {
                      amount: money(lifetime.expectedAmount, lifetime.currency),
                      low: money(lifetime.amountInterval.low, lifetime.currency),
                      high: money(lifetime.amountInterval.high, lifetime.currency),
                    }),
                  ]}
                />
              ) : null}
            </Line>
          </>
        ) : null}
      </dl>
      {profit ? (
        <>
          <Button variant="subtle" size="compact-sm" px={0} onClick={() => setOpen(true)}>
            {t('client.see')}
          </Button>
          <SideDrawer title={t('account')} opened={isOpen} onClose={() => setOpen(false)} size={640}>
            <AccountFacts customerId={props.customerId} profit={profit} />
          </SideDrawer>
        </>
      ) : null}
    </Section>
  );
}

function Line(props: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{props.label}</dt>
      <dd className="figures">{props.children}</dd>
    </div>
  );
}
