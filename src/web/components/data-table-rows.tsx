import { Checkbox } from '@mantine/core';
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Column, nextSort, readSort } from './column.ts';
import classes from './data-table.module.css';

export type RowSelect = {
  has: (id: string) => boolean;
  set: (ids: readonly string[], on: boolean) => void;
  ids: readonly string[];
};

export type RowsProps<Row> = {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[] | undefined;
  rowId: (row: Row) => string;
  rowName: (row: Row) => string;
  onOpen?: (row: Row) => void;
  openId?: string | undefined;
  busy: boolean;
  sort?: string | undefined;
  onSort?: (sort: string | undefined) => void;
  select: RowSelect | undefined;
  compact: boolean;
  skeletonRows?: number;
};

/** The rows on a wide screen: a real table, with heads that sort. */
export function DesktopRows<Row>(props: RowsProps<Row>) {
  const { t } = useTranslation('parts');
  const ids = (props.rows ?? []).map(props.rowId);
  const all = ids.length > 0 && ids.every((id) => props.select?.has(id));
  return (
    <div className={classes.scroller}>
      <table
        className={`${classes.grid} ${props.compact ? classes.compact : ''}`}
        aria-label={props.label}
        aria-busy={props.busy}
      >
        <thead>
          <tr>
            {props.select ? (
              <th className={classes.tick} scope="col">
                <Checkbox
                  size="xs"
                  aria-label={t('table.selectAll')}
                  checked={all}
                  indeterminate={!all && ids.some((id) => props.select?.has(id))}
                  onChange={(event) => props.select?.set(ids, event.currentTarget.checked)}
                />
              </th>
            ) : null}
            {props.columns.map((column) => (
              <ColumnHead key={column.id} column={column} sort={props.sort} onSort={props.onSort} />
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={moveBetweenRows} data-stale={props.busy && props.rows !== undefined}>
          {props.rows === undefined
            ? Array.from({ length: props.skeletonRows ?? 12 }, (_, i) => (
                <SkeletonRow key={i} {...props} at={i} />
              ))
            : props.rows.map((row) => <OneRow key={props.rowId(row)} row={row} {...props} />)}
        </tbody>
      </table>
    </div>
  );
}

function ColumnHead<Row>(props: {
  column: Column<Row>;
  sort: string | undefined;
  onSort: ((sort: string | undefined) => void) | undefined;
}) {
  const { t } = useTranslation('parts');
  const { column, onSort } = props;
  const current = readSort(props.sort);
  const sorted = current?.id === column.id ? (current.descending ? 'descending' : 'ascending') : 'none';
  const style = column.width === undefined ? undefined : { width: column.width };
  const side = column.numeric ? classes.numeric : undefined;
  if (!column.sortable || !onSort) {
    return (
      <th scope="col" className={side} style={style}>
        {column.header}
      </th>
    );
  }
  return (
    <th scope="col" className={side} style={style} aria-sort={sorted}>
      <button
        type="button"
        className={`quiet-button ${classes.sorter}`}
        title={t('table.sortBy', { column: column.header })}
        onClick={() => onSort(nextSort(props.sort, column.id, column.numeric === true))}
      >
        {column.header}
        <span className={classes.arrow} data-sorted={sorted} aria-hidden="true">
          {sorted === 'descending' ? '↓' : '↑'}
        </span>
      </button>
    </th>
  );
}

function OneRow<Row>(props: RowsProps<Row> & { row: Row }) {
  const { t } = useTranslation('parts');
  const id = props.rowId(props.row);
  const open = props.onOpen;
  const onClick = open
    ? (event: MouseEvent<HTMLTableRowElement>) => {
        const inControl = (event.target as HTMLElement).closest('a, button, input, label');
        if (!inControl && window.getSelection()?.toString() === '') open(props.row);
      }
    : undefined;
  return (
    <tr
      className={open ? classes.opens : undefined}
      data-open={props.openId === id}
      data-selected={props.select?.has(id)}
      onClick={onClick}
    >
      {props.select ? (
        <td className={classes.tick}>
          <Checkbox
            size="xs"
            aria-label={t('table.selectRow', { name: props.rowName(props.row) })}
            checked={props.select.has(id)}
            onChange={(event) => props.select?.set([id], event.currentTarget.checked)}
          />
        </td>
      ) : null}
      {props.columns.map((column, i) => (
        <td key={column.id} className={column.numeric ? classes.numeric : undefined}>
          {i === 0 && open ? (
            <button
              type="button"
              className={`quiet-button ${classes.opener}`}
              data-row
              onClick={() => open(props.row)}
            >
              {column.cell(props.row)}
            </button>
          ) : (
            column.cell(props.row)
          )}
        </td>
      ))}
    </tr>
  );
}

function SkeletonRow<Row>(props: RowsProps<Row> & { at: number }): ReactNode {
  return (
    <tr aria-hidden="true">
      {props.select ? <td className={classes.tick} /> : null}
      {props.columns.map((column, i) => (
        <td key={column.id} className={column.numeric ? classes.numeric : undefined}>
          <span className={classes.bone} style={{ width: `${35 + ((props.at * 7 + i * 13) % 40)}%` }} />
        </td>
      ))}
    </tr>
  );
}

function moveBetweenRows(event: KeyboardEvent<HTMLTableSectionElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined || !(event.target instanceof HTMLButtonElement)) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button[data-row]')];
  const next = rows[rows.indexOf(event.target) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
