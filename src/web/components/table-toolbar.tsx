import { ActionIcon, Button, Checkbox, Menu } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconDownload } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../data/use-format.ts';
import { csvFile, download } from './csv.ts';
import classes from './data-table.module.css';
import { SearchField } from './search-field.tsx';
import type { DataTableProps } from './table-props.ts';
import type { TablePreferences } from './use-table-preferences.ts';

type ToolbarProps<Row> = {
  table: DataTableProps<Row>;
  preferences: TablePreferences;
  selected: readonly string[];
  bulk: ReactNode;
  clear: () => void;
  phone: boolean | undefined;
};

/** Above a table: search, filters, then columns, density and export; becomes the bulk actions while rows are selected. */
export function TableToolbar<Row>(props: ToolbarProps<Row>) {
  const { t } = useTranslation('parts');
  const format = useFormat();
  const { table } = props;
  if (props.selected.length > 0) {
    return (
      <div className={`${classes.toolbar} ${classes.bulk}`} role="status">
        <strong>
          {t('table.selected', { count: props.selected.length, shown: format.number(props.selected.length) })}
        </strong>
        {props.bulk}
        <Button variant="subtle" size="xs" color="gray" onClick={props.clear}>
          {t('table.clear')}
        </Button>
      </div>
    );
  }
  return (
    <div className={classes.toolbar}>
      {table.search ? <SearchField {...table.search} /> : null}
      {table.filters}
      {(table.criteria ?? 0) > 0 && table.onReset ? (
        <Button variant="subtle" size="xs" onClick={table.onReset}>
          {t('table.reset')}
        </Button>
      ) : null}
      <span className={classes.gap} />
      {props.phone ? null : <ViewMenu table={table} preferences={props.preferences} />}
      <CsvButton table={table} />
    </div>
  );
}

function ViewMenu<Row>(props: { table: DataTableProps<Row>; preferences: TablePreferences }) {
  const { t } = useTranslation('parts');
  const { preferences } = props;
  return (
    <Menu position="bottom-end" closeOnItemClick={false} withinPortal>
      <Menu.Target>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconAdjustmentsHorizontal size={16} stroke={1.6} />}
        >
          {t('table.columns')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {props.table.columns.map((column, i) => (
          <Menu.Item
            key={column.id}
            component="div"
            role="menuitemcheckbox"
            aria-checked={preferences.visibility[column.id] !== false}
            disabled={i === 0}
            onClick={() => preferences.show(column.id, preferences.visibility[column.id] === false)}
          >
            <Checkbox
              size="xs"
              tabIndex={-1}
              readOnly
              aria-hidden
              checked={preferences.visibility[column.id] !== false}
              label={column.header}
              styles={{ root: { pointerEvents: 'none' } }}
            />
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('table.density')}</Menu.Label>
        {([false, true] as const).map((compact) => (
          <Menu.Item
            key={String(compact)}
            role="menuitemradio"
            aria-checked={preferences.compact === compact}
            rightSection={preferences.compact === compact ? '✓' : ''}
            onClick={() => preferences.setCompact(compact)}
          >
            {compact ? t('table.compact') : t('table.comfortable')}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function CsvButton<Row>(props: { table: DataTableProps<Row> }) {
  const { t } = useTranslation('parts');
  const { language } = useFormat();
  const [working, setWorking] = useState(false);
  const { table } = props;
  const columns = table.columns.filter((column) => column.text !== undefined);
  if (columns.length === 0 || table.withoutCsv) return null;
  const save = async () => {
    setWorking(true);
    try {
      const rows = table.allRows ? await table.allRows() : (table.rows ?? []);
      const body = rows.map((row) => columns.map((column) => column.text?.(row) ?? ''));
      download(csvFile([columns.map((column) => column.header), ...body], language), `${table.id}.csv`);
    } finally {
      setWorking(false);
    }
  };
  return (
    <ActionIcon
      variant="default"
      size={30}
      loading={working}
      aria-label={t('table.csvTitle')}
      title={t('table.csvTitle')}
      disabled={(table.rows?.length ?? 0) === 0}
      onClick={() => void save()}
    >
      <IconDownload size={16} stroke={1.6} />
    </ActionIcon>
  );
}
