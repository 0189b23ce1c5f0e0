import { Button } from '@mantine/core';
import { type InfiniteData, type UseInfiniteQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { LineFacts, ProfitFacts } from '#differentiate/profit/api';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useFormat } from '../../data/use-format.ts';
import { CustomerName } from './customer-name.tsx';
import classes from './profit.module.css';

type Page = z.infer<typeof ProfitFacts> | z.infer<typeof LineFacts>;
type Row = Page['items'][number];

/** Facts behind a line of an account, the newest first, with what they come to; whose each is where it is the base's. */
export function FactsList(props: { label: string; facts: UseInfiniteQueryResult<InfiniteData<Page>> }) {
  const { t } = useTranslation('profit');
  const format = useFormat();
  const { facts, label } = props;
  const pages = facts.data?.pages ?? [];
  const [first] = pages;
  const rows: readonly Row[] = pages.flatMap((page): readonly Row[] => page.items);
  const money = (amount: string | null) =>
    amount === null ? t('unknown') : format.money(amount, first?.currency ?? '');
  return (
    <>
      {facts.error ? <ProblemNote thrown={facts.error} again={() => void facts.refetch()} /> : null}
      {first ? (
        <p className="soft small">
          {t('facts', { count: first.facts, shown: format.number(first.facts), total: money(first.total) })}
        </p>
      ) : null}
      <div className={classes.scroller}>
        <table className={classes.list}>
          <caption className="seen-by-readers-only">{label}</caption>
          <tbody>
            {rows.map((row, at) => (
              // oxlint-disable-next-line react/no-array-index-key -- facts have no name of their own, and pages only grow
              <tr key={at}>
                <td>{format.date(row.at)}</td>
                {'customerId' in row ? (
                  <td>
                    <CustomerName {...row} />
                  </td>
                ) : null}
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
    </>
  );
}
