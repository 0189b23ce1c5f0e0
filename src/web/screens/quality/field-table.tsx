import { useMediaQuery } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { BoardReply, FieldMeasure } from '#identify/quality/api';
import type { Column } from '../../components/column.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Sparkline } from '../../components/sparkline.tsx';
import { useFormat } from '../../data/use-format.ts';
import { useTrend } from './quality.data.ts';
import classes from './quality.module.css';
import { ShareBar } from './share-bar.tsx';
import { useFieldName } from './use-field-name.ts';

type Scan = NonNullable<BoardReply['items'][number]['scan']>;

/** One line a field: how filled, how valid, how doubtful, how fresh, and how that went from import to import. */
export function FieldTable(props: {
  sourceId: number;
  scan: Scan;
  freshDays: number;
  openField: string | undefined;
  onOpen: (field: string) => void;
}) {
  const { t } = useTranslation('quality');
  const fieldName = useFieldName();
  return (
    <>
      <DataTable
        id="quality-fields"
        label={t('fields')}
        columns={useFieldColumns(props)}
        rows={props.scan.fields}
        busy={false}
        rowId={(row) => row.field}
        rowName={(row) => fieldName(row.field)}
        onOpen={(row) => props.onOpen(row.field)}
        openId={props.openField}
        empty={{ title: t('waiting') }}
      />
      <p className="soft small">{t('legend', { days: props.freshDays })}</p>
    </>
  );
}

function useFieldColumns(props: { sourceId: number; scan: Scan }): Column<FieldMeasure>[] {
  const { t } = useTranslation('quality');
  const format = useFormat();
  const fieldName = useFieldName();
  const series = useSeries(props.sourceId);
  const phone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const share = (part: number, whole: number) => (whole === 0 ? '' : format.percent(part / whole));
  const { records } = props.scan;
  return [
    {
      id: 'field',
      header: t('field'),
      cell: (row) => fieldName(row.field),
      text: (row) => row.field,
      phone: 'title',
      width: 190,
    },
    {
      id: 'filled',
      header: t('filled'),
      cell: (row) => <ShareBar part={row.filled} whole={records} />,
      text: (row) => String(row.filled),
      phone: 'end',
      width: 190,
    },
    {
      id: 'valid',
      header: t('valid'),
      cell: (row) => share(row.valid, row.filled),
      text: (row) => String(row.valid),
      numeric: true,
    },
    {
      id: 'suspicious',
      header: t('suspicious'),
      cell: (row) => (
        <span className={row.suspicious > 0 ? classes.doubt : ''}>{format.number(row.suspicious)}</span>
      ),
      text: (row) => String(row.suspicious),
      numeric: true,
    },
    {
      id: 'distinct',
      header: t('distinct'),
      cell: (row) => format.number(row.distinct),
      text: (row) => String(row.distinct),
      numeric: true,
    },
    {
      id: 'fresh',
      header: t('fresh'),
      cell: (row) => share(row.fresh, row.filled),
      text: (row) => String(row.fresh),
      numeric: true,
    },
    {
      id: 'trend',
      header: t('trend'),
      cell: (row) => <Trend values={series.get(row.field) ?? []} />,
      width: 130,
    },
    {
      id: 'brief',
      header: t('inBrief'),
      cell: (row) =>
        t('brief', { valid: share(row.valid, row.filled) || '–', suspicious: format.number(row.suspicious) }),
      phone: 'detail',
      hidden: !phone,
    },
  ];
}

/** By field, the share of records with a valid value, import after import. */
function useSeries(sourceId: number): Map<string, number[]> {
  const trend = useTrend(sourceId);
  const series = new Map<string, number[]>();
  for (const { records, fields } of trend.data?.items ?? []) {
    for (const { field, valid } of fields) {
      const known = series.get(field) ?? [];
      known.push(valid / Math.max(1, records));
      series.set(field, known);
    }
  }
  return series;
}

function Trend(props: { values: readonly number[] }) {
  const { t } = useTranslation('quality');
  const format = useFormat();
  const [first] = props.values;
  const last = props.values.at(-1);
  if (props.values.length < 2 || first === undefined || last === undefined)
    return <span className="soft small">{t('oneImport')}</span>;
  const told = t('trendFrom', {
    from: format.percent(first),
    to: format.percent(last),
    imports: props.values.length,
  });
  return (
    <span title={told}>
      <Sparkline values={props.values} width={90} height={20} />
      <span className="seen-by-readers-only">{told}</span>
    </span>
  );
}
