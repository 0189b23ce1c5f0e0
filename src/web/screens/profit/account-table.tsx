import { useTranslation } from 'react-i18next';
import type { Account } from '#differentiate/profit/api';
import { useFormat } from '../../data/use-format.ts';
import classes from './profit.module.css';

type AccountProps = {
  account: Account;
  currency: string;
  /** Opens the facts behind a line, where there are some to show. */
  onLine?: (line: string, label: string) => void;
  /** Opens the facts that a count beside a line is of. */
  onCount?: (line: string, label: string) => void;
};

/** A profit and loss account, line by line, each cost with what it was counted by; the unknown is said, never zero. */
export function AccountTable(props: AccountProps) {
  const { t } = useTranslation('profit');
  const format = useFormat();
  const { account, currency } = props;
  const money = (amount: string | null) => (amount === null ? t('unknown') : format.money(amount, currency));
  const less = (amount: string | null) =>
    amount === null || Number(amount) === 0
      ? money(amount)
      : format.money(amount.startsWith('-') ? amount.slice(1) : `-${amount}`, currency);
  return (
    <div className={classes.scroller}>
      <table className={classes.account}>
        <caption className="seen-by-readers-only">{t('account')}</caption>
        <tbody>
          <Row
            label={t('netSales')}
            onOpen={props.onLine && (() => props.onLine?.('netSales', t('netSales')))}
            amount={money(account.netSales)}
            note={t('returned', { amount: money(account.returned) })}
            onNote={
              props.onCount && Number(account.returned) !== 0
                ? () => props.onCount?.('returned', t('returns'))
                : undefined
            }
          />
          <Row
            label={t('goods')}
            onOpen={props.onLine && (() => props.onLine?.('costOfGoods', t('goods')))}
            amount={less(account.costOfGoods)}
            note={
              account.costOfGoods === null
                ? t('goodsUnknown', {
                    known: money(account.knownCostOfGoods),
                    sales: money(account.uncostedSales),
                  })
                : ''
            }
          />
          <Row label={t('margin')} amount={money(account.grossMargin)} strong />
          {account.costs.map((cost) => (
            <CostLines
              key={cost.line}
              {...{ cost, currency, less }}
              {...(props.onLine ? { onLine: props.onLine } : {})}
              {...(props.onCount ? { onCount: props.onCount } : {})}
            />
          ))}
          <Row
            label={t('directProfit')}
            amount={money(account.directProfit)}
            note={account.directProfit === null ? t('atMost', { amount: money(account.profitAtMost) }) : ''}
            strong
          />
        </tbody>
      </table>
    </div>
  );
}

type CostLinesProps = {
  cost: Account['costs'][number];
  currency: string;
  less: (amount: string | null) => string;
  onLine?: (line: string, label: string) => void;
  onCount?: (line: string, label: string) => void;
};

function CostLines({ cost, currency, less, onLine, onCount }: CostLinesProps) {
  const { t } = useTranslation('profit');
  const format = useFormat();
  const counted = (row: (typeof cost.rows)[number]) => {
    if (row.unknown !== null) return row.unknown[format.language];
    if (row.volume === null || row.rate === null || row.driverLabel === null) return '';
    const driver = row.driverLabel[format.language];
    if (row.driver === 'salesPercent')
      return `${format.percent(Number(row.rate), 2)} × ${format.money(row.volume, currency, { cents: false })}`;
    return t('counted', {
      ...{ volume: format.number(row.volume, 2), rate: format.money(Number(row.rate), currency), driver },
    });
  };
  const nameOf = (row: (typeof cost.rows)[number]) => (row.id === 'recorded' ? t('recorded') : row.name);
  return (
    <>
      <Row
        label={t(`lines.${cost.line}`)}
        amount={less(cost.amount)}
        note={cost.amount === null && cost.rows.length === 0 ? t('notSaid') : ''}
      />
      {cost.rows.map((row) => (
        <tr key={row.id} className={classes.detail}>
          <th scope="row">
            <Opening label={nameOf(row)} onOpen={onLine && (() => onLine(row.id, nameOf(row)))} />
          </th>
          <td className={classes.note}>
            <Opening
              label={counted(row)}
              onOpen={
                onCount && counted(row) !== '' && row.unknown === null
                  ? () => onCount(row.id, nameOf(row))
                  : undefined
              }
            />
          </td>
          <td>{less(row.amount)}</td>
        </tr>
      ))}
    </>
  );
}

function Opening(props: { label: string; onOpen?: (() => void) | undefined }) {
  if (props.onOpen === undefined) return props.label;
  return (
    <button type="button" className="quiet-button link" onClick={props.onOpen}>
      {props.label}
    </button>
  );
}

type RowProps = {
  label: string;
  amount: string;
  note?: string;
  strong?: boolean;
  onOpen?: (() => void) | undefined;
  onNote?: (() => void) | undefined;
};

function Row(props: RowProps) {
  return (
    <tr className={props.strong ? classes.sum : undefined}>
      <th scope="row">
        <Opening label={props.label} onOpen={props.onOpen} />
      </th>
      <td className={classes.note}>
        {props.note ? <Opening label={props.note} onOpen={props.onNote} /> : null}
      </td>
      <td>{props.amount}</td>
    </tr>
  );
}
