import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useFormat } from '../../data/use-format.ts';
import { type Move, useMoved } from './portfolio.data.ts';
import classes from './portfolio.module.css';

/** Who made a move between two cells, those whose sales changed most first. */
export function MovedCustomersList(props: { move: Move; title: string }) {
  const { t } = useTranslation('portfolio');
  const format = useFormat();
  const moved = useMoved(props.move);
  const currency = moved.data?.pages[0]?.currency ?? '';
  const money = (amount: string | null) => (amount === null ? '–' : format.money(amount, currency));
  return (
    <div className={classes.moves}>
      {moved.error ? <ProblemNote thrown={moved.error} again={() => void moved.refetch()} /> : null}
      <div className={classes.scroller}>
        <table className={classes.moveTable}>
          <caption className="seen-by-readers-only">{props.title}</caption>
          <thead>
            <tr>
              <th scope="col">{t('customer')}</th>
              <th scope="col" className={classes.end}>
                {t('salesBefore')}
              </th>
              <th scope="col" className={classes.end}>
                {t('salesAfter')}
              </th>
              <th scope="col" className={classes.end}>
                {t('change')}
              </th>
            </tr>
          </thead>
          <tbody>
            {(moved.data?.pages ?? [])
              .flatMap((page) => page.items)
              .map((one) => (
                <tr key={one.customerId}>
                  <td>
                    <Link
                      to="/clients/$id"
                      params={{ id: String(one.customerId) }}
                      search={{}}
                      className="link"
                    >
                      {one.name || t('customerNumber', { id: String(one.customerId) })}
                    </Link>
                  </td>
                  <td className={classes.end}>{money(one.salesBefore)}</td>
                  <td className={classes.end}>{money(one.salesAfter)}</td>
                  <td className={classes.end}>{format.signed(money(one.salesChange))}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
      {moved.hasNextPage ? (
        <Button
          variant="default"
          size="xs"
          style={{ justifySelf: 'start' }}
          loading={moved.isFetchingNextPage}
          onClick={() => void moved.fetchNextPage()}
        >
          {t('moreMoved')}
        </Button>
      ) : null}
    </div>
  );
}
