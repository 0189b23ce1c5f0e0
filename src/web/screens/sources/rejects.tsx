import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { type ImportReceiptView, ListRejectsReply } from '#identify/sources/api';
import type { Column } from '../../components/column.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Section } from '../../components/page.tsx';
import type { ListSearch } from '../../data/list-search.ts';
import { addressOf } from '../../data/request.ts';
import { useFormat } from '../../data/use-format.ts';
import { useList } from '../../data/use-list.ts';

type Reject = z.infer<typeof ListRejectsReply>['items'][number];

/** The refused lines of an import, each with where and why; all of them as a file to mend and import again. */
export function Rejects(props: { receipt: ImportReceiptView }) {
  const { t } = useTranslation('sources');
  const [search, setSearch] = useState<ListSearch>({});
  const path = `/imports/${props.receipt.importId}/rejects`;
  const list = useList({ path, shape: ListRejectsReply, search, setSearch });
  return (
    <Section
      title={t('rejects')}
      aside={
        <a className="link small" href={addressOf(`/imports/${props.receipt.importId}/errors.csv`)} download>
          {t('errorFile')}
        </a>
      }
    >
      <DataTable
        id="rejects"
        label={t('rejects')}
        {...list}
        columns={useRejectColumns()}
        rowId={(row) => String(row.line)}
        rowName={(row) => String(row.line)}
        empty={{ title: t('noRejects') }}
        skeletonRows={5}
      />
    </Section>
  );
}

function useRejectColumns(): Column<Reject>[] {
  const { t } = useTranslation('sources');
  const format = useFormat();
  const content = (row: Reject) => row.values.join(' · ');
  return [
    {
      id: 'line',
      header: t('line'),
      cell: (row) => <strong>{format.number(row.line)}</strong>,
      text: (row) => String(row.line),
      width: 80,
      phone: 'title',
    },
    {
      id: 'column',
      header: t('column'),
      cell: (row) => row.column ?? '',
      text: (row) => row.column ?? '',
      phone: 'end',
    },
    {
      id: 'reason',
      header: t('reason'),
      cell: (row) => row.message,
      text: (row) => row.message,
      phone: 'detail',
    },
    {
      id: 'content',
      header: t('content'),
      cell: (row) => <span title={content(row)}>{content(row)}</span>,
      text: content,
    },
  ];
}
