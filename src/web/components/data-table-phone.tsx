import classes from './data-table.module.css';
import type { RowsProps } from './data-table-rows.tsx';

/** The rows on a phone: two lines each, nothing scrolls sideways. */
export function PhoneRows<Row>(props: RowsProps<Row>) {
  if (props.rows === undefined) {
    return (
      <ul className={classes.phone} aria-busy="true" aria-label={props.label}>
        {Array.from({ length: 8 }, (_, i) => (
          <li key={i} className={classes.phoneRow} aria-hidden="true">
            <span className={classes.bone} style={{ width: `${40 + ((i * 17) % 40)}%` }} />
          </li>
        ))}
      </ul>
    );
  }
  return (
    <ul className={classes.phone} aria-label={props.label} aria-busy={props.busy} data-stale={props.busy}>
      {props.rows.map((row) => (
        <li key={props.rowId(row)} className={classes.phoneRow} data-open={props.openId === props.rowId(row)}>
          <PhoneRow {...props} row={row} />
        </li>
      ))}
    </ul>
  );
}

function PhoneRow<Row>(props: RowsProps<Row> & { row: Row }) {
  const { columns, row, onOpen } = props;
  const title = columns.find((column) => column.phone === 'title') ?? columns[0];
  const ends = columns.filter((column) => column.phone === 'end');
  const details = columns.filter((column) => column.phone === 'detail');
  const name = title?.cell(row);
  return (
    <>
      <div className={classes.phoneFirst}>
        {onOpen ? (
          <button type="button" className={`quiet-button ${classes.phoneTitle}`} onClick={() => onOpen(row)}>
            {name}
          </button>
        ) : (
          <span className={classes.phoneTitle}>{name}</span>
        )}
        <span className={classes.phoneEnd}>
          {ends.map((column) => (
            <span key={column.id}>{column.cell(row)}</span>
          ))}
        </span>
      </div>
      <div className={classes.phoneDetail}>
        {details.map((column) => (
          <span key={column.id}>{column.cell(row)}</span>
        ))}
      </div>
    </>
  );
}
