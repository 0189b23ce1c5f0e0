import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { EffectPeople } from '#evaluate/effects/api';
import type { Column } from '../../components/column.ts';
import { DataTable } from '../../components/data-table.tsx';
import type { ListSearch } from '../../data/list-search.ts';
import { useFormat } from '../../data/use-format.ts';
import { readAll, useList } from '../../data/use-list.ts';

type Row = z.infer<typeof EffectPeople>['items'][number];

/** The customers of one group of a trial, with what each bought during the window. */
export function EffectPeopleTable(props: {
  path: string;
  arm: string;
  currency: string;
  onOpen: (customerId: number) => void;
}) {
  const { t } = useTranslation('effects');
  const [search, setSearch] = useState<ListSearch>({});
  const [responded, setResponded] = useState<'all' | 'true' | 'false'>('all');
  const query = { arm: props.arm, responded: responded === 'all' ? undefined : responded };
  const list = useList({ path: props.path, shape: EffectPeople, search, setSearch, query, limit: 25 });
  return (
    <DataTable<Row>
      id="effect-people"
      label={t('people')}
      {...list}
      columns={usePeopleColumns(props.currency)}
      rowId={(row) => String(row.customerId)}
      rowName={(row) => String(row.customerId)}
      onOpen={(row) => props.onOpen(row.customerId)}
      filters={
        <SegmentedControl
          size="xs"
          aria-label={t('response')}
          value={responded}
          onChange={(value) => {
            setResponded(value === 'true' || value === 'false' ? value : 'all');
            setSearch({});
          }}
          data={[
            { value: 'all', label: t('everybody') },
            { value: 'true', label: t('responded') },
            { value: 'false', label: t('silent') },
          ]}
        />
      }
      criteria={responded === 'all' ? 0 : 1}
      allRows={() => readAll({ path: props.path, shape: EffectPeople, query })}
      empty={{ title: t('nobody') }}
      skeletonRows={8}
    />
  );
}

function usePeopleColumns(currency: string): Column<Row>[] {
  const { t } = useTranslation('effects');
  const format = useFormat();
  return [
    {
      id: 'customer',
      header: t('customer'),
      cell: (row) => `n° ${row.customerId}`,
      text: (row) => String(row.customerId),
      phone: 'title',
    },
    {
      id: 'orders',
      header: t('orders'),
      cell: (row) => format.number(row.orders),
      text: (row) => String(row.orders),
      numeric: true,
      phone: 'detail',
    },
    {
      id: 'netSales',
      header: t('netSales'),
      cell: (row) => format.money(row.netSales, currency),
      text: (row) => row.netSales,
      numeric: true,
      phone: 'end',
    },
    {
      id: 'margin',
      header: t('margin'),
      cell: (row) => (row.margin === null ? '—' : format.money(row.margin, currency)),
      text: (row) => row.margin ?? '',
      numeric: true,
    },
  ];
}
