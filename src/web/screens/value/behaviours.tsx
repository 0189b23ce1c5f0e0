import { useTranslation } from 'react-i18next';
import type { ValueOverview } from '#differentiate/value/api';
import type { Column } from '../../components/column.ts';
import { DataTable } from '../../components/data-table.tsx';
import { PeopleCount } from '../../components/people-count.tsx';
import { useFormat } from '../../data/use-format.ts';
import { segmentOf } from './segment-of.ts';

type Behaviour = ValueOverview['segments'][number];

/** The ten groups of recency and frequency, with their people and their sales. */
export function Behaviours(props: { overview: ValueOverview }) {
  const { t, i18n } = useTranslation('value');
  const format = useFormat();
  const language = i18n.language === 'en' ? 'en' : 'fr';
  const { segments, currency } = props.overview;
  const columns: Column<Behaviour>[] = [
    {
      id: 'name',
      header: t('behaviour'),
      cell: (row) => <strong>{row.label[language]}</strong>,
      text: (row) => row.label[language],
      phone: 'title',
    },
    {
      id: 'meaning',
      header: t('meaning'),
      cell: (row) => row.meaning[language],
      text: (row) => row.meaning[language],
      phone: 'detail',
    },
    {
      id: 'people',
      header: t('people'),
      cell: (row) => (
        <PeopleCount
          count={row.customers}
          to="/segments/new"
          search={segmentOf({ rfmSegment: row.segment })}
        />
      ),
      text: (row) => String(row.customers),
      numeric: true,
      phone: 'end',
    },
    {
      id: 'sales',
      header: t('sales'),
      cell: (row) => format.money(row.netSales, currency, { cents: false }),
      text: (row) => row.netSales,
      numeric: true,
    },
    {
      id: 'share',
      header: t('ofSales'),
      cell: (row) => format.percent(row.share, 1, 1),
      text: (row) => String(row.share),
      numeric: true,
    },
  ];
  return (
    <DataTable
      id="behaviours"
      label={t('behaviour')}
      columns={columns}
      rows={segments}
      rowId={(row) => row.segment}
      rowName={(row) => row.label[language]}
      busy={false}
      empty={{ title: t('none') }}
    />
  );
}
