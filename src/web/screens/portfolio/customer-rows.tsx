import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import classes from './portfolio.module.css';

type CustomerRowsProps = {
  title: string;
  /** What the amounts of a row are, as many as they are. */
  heads: readonly string[];
  rows: readonly { customerId: number; name: string; amounts: readonly string[] }[];
  /** Given while there is a next page. */
  more: (() => void) | undefined;
  loading: boolean;
};

/** Customers with an amount or more each, every one opening their page. */
export function CustomerRows(props: CustomerRowsProps) {
  const { t } = useTranslation('portfolio');
  return (
    <div className={classes.moves}>
      <div className={classes.scroller}>
        <table className={classes.moveTable}>
          <caption className="seen-by-readers-only">{props.title}</caption>
          <thead>
            <tr>
              <th scope="col">{t('customer')}</th>
              {props.heads.map((head) => (
                <th key={head} scope="col" className={classes.end}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {props.rows.map((row) => (
              <tr key={row.customerId}>
                <td>
                  <Link
                    to="/clients/$id"
                    params={{ id: String(row.customerId) }}
                    search={{}}
                    className="link"
                  >
                    {row.name || t('customerNumber', { id: String(row.customerId) })}
                  </Link>
                </td>
                {row.amounts.map((amount, at) => (
                  <td key={props.heads[at]} className={classes.end}>
                    {amount}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {props.more ? (
        <Button
          variant="default"
          size="xs"
          style={{ justifySelf: 'start' }}
          loading={props.loading}
          onClick={props.more}
        >
          {t('moreMoved')}
        </Button>
      ) : null}
    </div>
  );
}
