import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { WhatIf } from '#differentiate/profit/api';
import { useFormat } from '../../data/use-format.ts';
import { CustomerName } from './customer-name.tsx';
import classes from './profit.module.css';

/** The base's account now and by other costs, and the customers they would change most. */
export function WhatIfComparison(props: { whatIf: WhatIf }) {
  const { t } = useTranslation('profit');
  const format = useFormat();
  const { now, then, changes, currency } = props.whatIf;
  const money = (amount: string | null) =>
    amount === null ? t('unknown') : format.money(amount, currency, { cents: false });
  const change = (before: string | null, after: string | null) =>
    before === null || after === null
      ? ''
      : format.signed(format.money(Math.round(Number(after) - Number(before)), currency, { cents: false }));
  const rows = [
    ['directProfit', now.account.directProfit, then.account.directProfit],
    ['profitAtMost', now.account.profitAtMost, then.account.profitAtMost],
    ...now.account.costs.map(
      (cost, at) => [`lines.${cost.line}`, cost.known, then.account.costs[at]?.known ?? null] as const,
    ),
  ] as const;
  return (
    <>
      <CompareTable caption={t('whatIf.compared')} first={t('whatIf.line')}>
        {rows.map(([name, before, after]) => (
          <tr key={name}>
            <td>{t(name)}</td>
            <td>{money(before)}</td>
            <td>{money(after)}</td>
            <td>{change(before, after)}</td>
          </tr>
        ))}
      </CompareTable>
      <p className="small">
        {t('whatIf.better', { count: changes.better, shown: format.number(changes.better) })}{' '}
        {t('whatIf.worse', { count: changes.worse, shown: format.number(changes.worse) })}{' '}
        {t('whatIf.crossing', {
          back: format.number(changes.backAboveZero),
          below: format.number(changes.newBelowZero),
        })}
      </p>
      {props.whatIf.customers.length > 0 ? <Changed whatIf={props.whatIf} /> : null}
    </>
  );
}

function Changed(props: { whatIf: WhatIf }) {
  const { t } = useTranslation('profit');
  const format = useFormat();
  const { customers, currency } = props.whatIf;
  const difference = (one: WhatIf['customers'][number]) =>
    format.signed(format.money((Number(one.after) - Number(one.before)).toFixed(2), currency));
  return (
    <details>
      <summary className="small">{t('whatIf.most', { count: customers.length })}</summary>
      <CompareTable caption={t('whatIf.most', { count: customers.length })} first={t('customer')}>
        {customers.map((one) => (
          <tr key={one.customerId}>
            <td>
              <CustomerName {...one} />
            </td>
            <td>{format.money(one.before, currency)}</td>
            <td>{format.money(one.after, currency)}</td>
            <td>{difference(one)}</td>
          </tr>
        ))}
      </CompareTable>
    </details>
  );
}

/** Rows of amounts now, by other costs, and by how much they differ. */
function CompareTable(props: { caption: string; first: string; children: ReactNode }) {
  const { t } = useTranslation('profit');
  return (
    <div className={classes.scroller}>
      <table className={`${classes.list} ${classes.compared}`}>
        <caption className="seen-by-readers-only">{props.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{props.first}</th>
            <th scope="col">{t('whatIf.now')}</th>
            <th scope="col">{t('whatIf.then')}</th>
            <th scope="col">{t('whatIf.difference')}</th>
          </tr>
        </thead>
        <tbody>{props.children}</tbody>
      </table>
    </div>
  );
}
