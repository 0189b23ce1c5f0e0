import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { type CustomerProfit, ProfitFacts } from '#differentiate/profit/api';
import { ProblemNote } from '../../components/problem-note.tsx';
import { request } from '../../data/request.ts';
import { useFormat } from '../../data/use-format.ts';
import { AccountTable } from './account-table.tsx';
import classes from './profit.module.css';

type FactsProps = { customerId: number; profit: z.infer<typeof CustomerProfit> };
type Line = { id: string; label: string };

/** A person's account; a line opens the facts it is the sum of. */
export function AccountFacts({ customerId, profit }: FactsProps) {
  const [line, setLine] = useState<Line>();
  return (
    <>
      <AccountTable
        account={profit.account}
        currency={profit.currency}
        onLine={(id, label) => setLine({ id, label })}
      />
      {line ? <Facts key={line.id} customerId={customerId} line={line} currency={profit.currency} /> : null}
    </>
  );
}

function useFacts(customerId: number, line: string) {
  return useInfiniteQuery({
    queryKey: ['profit-facts', customerId, line],
    queryFn: ({ pageParam, signal }) =>
      request({
        path: `/profit/customers/${customerId}/facts`,
        query: { line, limit: 20, cursor: pageParam },
        shape: ProfitFacts,
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

function Facts({ customerId, line, currency }: { customerId: number; line: Line; currency: string }) {
  const { t } = useTranslation('profit');
  const format = useFormat();
  const facts = useFacts(customerId, line.id);
  const [first] = facts.data?.pages ?? [];
  const rows = (facts.data?.pages ?? []).flatMap((page) => page.items);
  const money = (amount: string | null) => (amount === null ? t('unknown') : format.money(amount, currency));
  return (
    <section aria-label={line.label} className={classes.copy}>
      <h3 className={classes.subtitle}>{line.label}</h3>
      {facts.error ? <ProblemNote thrown={facts.error} again={() => void facts.refetch()} /> : null}
      {first ? (
        <p className="soft small">
          {t('facts', { count: first.facts, shown: format.number(first.facts), total: money(first.total) })}
        </p>
      ) : null}
      <div className={classes.scroller}>
        <table className={classes.list}>
          <caption className="seen-by-readers-only">{line.label}</caption>
          <tbody>
            {rows.map((row, at) => (
              // oxlint-disable-next-line react/no-array-index-key -- facts have no name of their own, and pages only grow
              <tr key={at}>
                <td>{format.date(row.at)}</td>
                <td className={classes.note}>
                  {row.what} {row.detail}
                </td>
                <td>{row.volume === null ? '' : format.number(row.volume, 2)}</td>
                <td>{money(row.amount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {facts.hasNextPage ? (
        <Button
          variant="default"
          size="xs"
          className={classes.alone}
          loading={facts.isFetchingNextPage}
          onClick={() => void facts.fetchNextPage()}
        >
          {t('moreFacts')}
        </Button>
      ) : null}
    </section>
  );
}
