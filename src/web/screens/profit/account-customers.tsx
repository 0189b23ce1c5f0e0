import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '#differentiate/profit/api';
import { ProblemNote } from '../../components/problem-note.tsx';
import { SideDrawer } from '../../components/side-drawer.tsx';
import { useMay } from '../../data/session.ts';
import { useFormat } from '../../data/use-format.ts';
import { AccountTable } from './account-table.tsx';
import { CustomerName } from './customer-name.tsx';
import { FactsList } from './facts-list.tsx';
import { useLineCustomers, useLineFacts } from './profit.data.ts';
import classes from './profit.module.css';

type Line = { id: string; label: string };

type Shown = 'customers' | 'facts';

/** The account of the base; a line opens the customers who make it, the largest part first, and what it counts the facts behind it, the newest first. */
export function AccountCustomers(props: { account: Account; currency: string }) {
  const { t } = useTranslation('profit');
  const may = useMay();
  const [line, setLine] = useState<Line>();
  const [shown, setShown] = useState<Shown>('customers');
  if (!may('customers:read')) return <AccountTable {...props} />;
  const open = (what: Shown) => (id: string, label: string) => {
    setShown(what);
    setLine({ id, label });
  };
  return (
    <>
      <p className="soft small">{t('opens')}</p>
      <AccountTable {...props} onLine={open('customers')} onCount={open('facts')} />
      <SideDrawer
        title={line?.label ?? ''}
        opened={line !== undefined}
        onClose={() => setLine(undefined)}
        size={640}
      >
        {line ? (
          <div className={classes.editor}>
            <SegmentedControl
              size="xs"
              className={classes.alone}
              aria-label={t('behind')}
              value={shown}
              data={[
                { value: 'customers', label: t('byCustomer') },
                { value: 'facts', label: t('byFact') },
              ]}
              onChange={(value) => setShown(value === 'facts' ? 'facts' : 'customers')}
            />
            {shown === 'facts' ? (
              <LineFacts key={line.id} line={line} />
            ) : (
              <LineCustomers key={line.id} line={line} />
            )}
          </div>
        ) : null}
      </SideDrawer>
    </>
  );
}

function LineFacts({ line }: { line: Line }) {
  return <FactsList label={line.label} facts={useLineFacts(line.id)} />;
}

function LineCustomers({ line }: { line: Line }) {
  const { t } = useTranslation('profit');
  const format = useFormat();
  const list = useLineCustomers(line.id);
  const [first] = list.data?.pages ?? [];
  const rows = (list.data?.pages ?? []).flatMap((page) => page.items);
  const isCounted = rows.some((row) => row.volume !== null);
  // A column of amounts or weights keeps its decimals one above the other; a column of counts has none.
  const digits = rows.some((row) => row.volume !== null && !Number.isInteger(Number(row.volume))) ? 2 : 0;
  const money = (amount: string) => format.money(amount, first?.currency ?? '');
  const share = (amount: string) => format.percent(Number(amount) / Number(first?.total ?? 0), 1);
  return (
    <>
      {list.error ? <ProblemNote thrown={list.error} again={() => void list.refetch()} /> : null}
      {first ? (
        <p className="soft small">
          {t('made', {
            ...{ count: first.customers, shown: format.number(first.customers), total: money(first.total) },
          })}{' '}
          {first.unknown > 0
            ? t('madeUnknown', { count: first.unknown, shown: format.number(first.unknown) })
            : ''}
        </p>
      ) : null}
      <div className={classes.scroller}>
        <table className={classes.list}>
          <caption className="seen-by-readers-only">{line.label}</caption>
          <thead>
            <tr>
              <th scope="col">{t('customer')}</th>
              <th scope="col">{t('share')}</th>
              {isCounted ? <th scope="col">{t('volume')}</th> : null}
              <th scope="col">{t('amount')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.customerId}>
                <td>
                  <CustomerName {...row} />
                </td>
                <td className={classes.note}>{share(row.amount)}</td>
                {isCounted ? (
                  <td>{row.volume === null ? '' : format.number(row.volume, 2, digits)}</td>
                ) : null}
                <td>{money(row.amount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {list.hasNextPage ? (
        <Button
          variant="default"
          size="xs"
          className={classes.alone}
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t('moreFacts')}
        </Button>
      ) : null}
    </>
  );
}
