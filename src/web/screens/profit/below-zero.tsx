import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ProfitStatement } from '#differentiate/profit/api';
import { Section } from '../../components/page.tsx';
import { PeopleCount } from '../../components/people-count.tsx';
import { useMay } from '../../data/session.ts';
import { useFormat } from '../../data/use-format.ts';
import { useBelowZero } from './profit.data.ts';
import { CustomerName } from './customer-name.tsx';
import classes from './profit.module.css';

const costMore = {
  condition: { and: [{ attribute: 'costsMoreThanBrings', operator: '=' as const, value: true }] },
};

/** Who costs more than they bring: why, what would be cheaper, and the greatest losses. */
export function BelowZero(props: { statement: ProfitStatement }) {
  const { t } = useTranslation('profit');
  const format = useFormat();
  const may = useMay();
  const { belowZero, currency } = props.statement;
  const list = useBelowZero(may('customers:read') && belowZero.customers > 0);
  const losses = (list.data?.pages ?? []).flatMap((page) => page.items);
  const money = (amount: string) => format.money(amount, currency);
  if (belowZero.customers === 0)
    return (
      <Section title={t('belowZero')}>
        <p className="soft">{t('nobodyBelow')}</p>
      </Section>
    );
  return (
    <Section
      title={t('belowZero')}
      aside={<PeopleCount count={belowZero.customers} to="/segments/new" search={costMore} />}
    >
      <ul className={classes.causes}>
        {belowZero.causes.map((one) => (
          <li key={one.cause}>
            {t('because', {
              count: one.customers,
              shown: format.number(one.customers),
              cause: one.label[format.language],
            })}{' '}
            <strong className="figures">{money(one.loss)}</strong>
          </li>
        ))}
        {belowZero.cheaper
          .filter((way) => way.customers > 0)
          .map((way) => (
            <li key={`${way.instead}-${way.by.en}`}>
              {t('cheaper', {
                ...{
                  name: way.name,
                  by: way.by[format.language],
                  rate: money(way.rate),
                  cheaperRate: money(way.cheaperRate),
                },
                ...{
                  saves: money(way.saves),
                  back: format.number(way.backAboveZero),
                  count: way.backAboveZero,
                },
              })}
            </li>
          ))}
      </ul>
      <div className={classes.scroller}>
        <table className={classes.list}>
          <caption className="seen-by-readers-only">{t('greatestLosses')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('customer')}</th>
              <th scope="col">{t('cause')}</th>
              <th scope="col">{t('sales')}</th>
              <th scope="col">{t('profit')}</th>
            </tr>
          </thead>
          <tbody>
            {losses.map((one) => (
              <tr key={one.customerId}>
                <td>
                  <CustomerName {...one} />
                </td>
                <td className={classes.note}>
                  {one.label[format.language]}
                  {one.cheaper ? (
                    <>
                      <br />
                      {t('cheaperSaves', {
                        ...{ by: one.cheaper.by[format.language], saves: money(one.cheaper.saves) },
                        ...{ after: money(one.cheaper.profitAfter) },
                      })}
                    </>
                  ) : null}
                </td>
                <td>{money(one.netSales)}</td>
                <td>{money(one.profit)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {list.hasNextPage ? (
        <Button
          variant="default"
          size="xs"
          mt="sm"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t('moreFacts')}
        </Button>
      ) : null}
    </Section>
  );
}
