import { useMediaQuery } from '@mantine/hooks';
import { columnVisibilityFeature, rowSelectionFeature, tableFeatures, useTable } from '@tanstack/react-table';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DesktopRows } from './data-table-rows.tsx';
import { PhoneRows } from './data-table-phone.tsx';
import classes from './data-table.module.css';
import { Empty } from './empty.tsx';
import { ProblemNote } from './problem-note.tsx';
import { TablePaging } from './table-paging.tsx';
import type { DataTableProps } from './table-props.ts';
import { TableToolbar } from './table-toolbar.tsx';
import { useTablePreferences } from './use-table-preferences.ts';

type Ticked = Record<string, true>;

const features = tableFeatures({ columnVisibilityFeature, rowSelectionFeature });
const none: never[] = [];

/** A list paged, sorted and filtered by the server; rows open with Enter, arrows move between them, cells select and export. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { t } = useTranslation('parts');
  const phone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const preferences = useTablePreferences(props.id, props.columns);
  const [rowSelection, setRowSelection] = useState<Ticked>({});
  const columns = useMemo(
    () =>
      props.columns.map((column) => ({ id: column.id, accessorFn: () => column.id, header: column.header })),
    [props.columns],
  );
  const table = useTable({
    features,
    columns,
    data: (props.rows ?? none) as (Row & object)[],
    getRowId: (row) => props.rowId(row),
    state: { rowSelection, columnVisibility: preferences.visibility },
    onRowSelectionChange: setRowSelection,
    enableRowSelection: props.bulk !== undefined,
  });
  const shown = new Set(table.getVisibleLeafColumns().map((column) => column.id));
  const visible = props.columns.filter((column) => shown.has(column.id));
  const selected = Object.keys(rowSelection).filter((id) => rowSelection[id]);
  const clear = () => setRowSelection({});
  const select = props.bulk
    ? { has: (id: string) => rowSelection[id] === true, set: setSelected(setRowSelection), ids: selected }
    : undefined;
  const isEmpty = props.rows !== undefined && props.rows.length === 0;
  const rowsProps = { ...props, columns: visible, select, compact: preferences.compact };
  return (
    <div className={classes.table}>
      <TableToolbar
        table={props}
        preferences={preferences}
        selected={selected}
        bulk={props.bulk?.(selected, clear)}
        clear={clear}
        phone={phone}
      />
      {props.thrown ? (
        <ProblemNote thrown={props.thrown} {...(props.again ? { again: props.again } : {})} />
      ) : isEmpty ? (
        <Empty
          {...((props.criteria ?? 0) > 0
            ? { title: t('table.nothing'), detail: t('table.nothingHint') }
            : props.empty)}
        />
      ) : phone ? (
        <PhoneRows {...rowsProps} />
      ) : (
        <DesktopRows {...rowsProps} />
      )}
      {props.paging && !isEmpty && !props.thrown ? <TablePaging {...props.paging} /> : null}
    </div>
  );
}

function setSelected(change: (next: (now: Ticked) => Ticked) => void) {
  return (ids: readonly string[], on: boolean) =>
    change((now) => {
      const others = Object.keys(now).filter((id) => !ids.includes(id));
      return Object.fromEntries([...others, ...(on ? ids : [])].map((id) => [id, true as const]));
    });
}
