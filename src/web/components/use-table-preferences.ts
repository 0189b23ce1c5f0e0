import { useLocalStorage } from '@mantine/hooks';
import { useMemo } from 'react';
import type { Column } from './column.ts';

export type TablePreferences = {
  readonly visibility: Record<string, boolean>;
  readonly compact: boolean;
  readonly show: (id: string, on: boolean) => void;
  readonly setCompact: (on: boolean) => void;
};

type Kept = { visibility: Record<string, boolean>; compact: boolean };

/** Columns shown and row height of one table, kept in this browser. */
export function useTablePreferences<Row>(id: string, columns: readonly Column<Row>[]): TablePreferences {
  const [kept, keep] = useLocalStorage<Kept>({
    key: `chacun-table-${id}`,
    defaultValue: { visibility: {}, compact: false },
    getInitialValueInEffect: false,
  });
  const visibility = useMemo(() => {
    const start = Object.fromEntries(columns.map((column) => [column.id, column.hidden !== true]));
    return { ...start, ...kept.visibility };
  }, [columns, kept.visibility]);
  return {
    visibility,
    compact: kept.compact,
    show: (column, on) => keep((now) => ({ ...now, visibility: { ...now.visibility, [column]: on } })),
    setCompact: (on) => keep((now) => ({ ...now, compact: on })),
  };
}
