import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type CustomerRow, CustomersReply, type SegmentView } from '#differentiate/segments/api';
import type { Column } from '../../components/column.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Section } from '../../components/page.tsx';
import { ValueRank } from '../../components/value-rank.tsx';
import { addressOf } from '../../data/request.ts';
import { fromStart, type ListSearch, tidy } from '../../data/list-search.ts';
import { useMay } from '../../data/session.ts';
import { useList } from '../../data/use-list.ts';
import { useAttributes } from './attributes.data.ts';
import { useValueWords } from './use-value-words.ts';

/** The customers of a saved segment, paged and sorted by any attribute shown; the whole list as a CSV from the server. */
export function SegmentMembers(props: { segment: SegmentView }) {
  const { t, i18n } = useTranslation('segments');
  const may = useMay();
  const search = useSearch({ from: '/inside/segments/$id' });
  const navigate = useNavigate({ from: '/segments/$id' });
  const setSearch = (next: ListSearch) => void navigate({ search: tidy(next), replace: true });
  const id = props.segment.segmentId;
  const path = `/segments/${id}/customers`;
  const list = useList({ path, shape: CustomersReply, search, setSearch, query: { sort: search.sort } });
  const columns = useMemberColumns(list.reply?.columns);
  if (!may('customers:read')) return null;
  const csv = addressOf(`${path}.csv`, { language: i18n.language });
  return (
    <Section
      title={t('members')}
      aside={
        may('customers:export') ? (
          <a className="link small" href={csv} download>
            {t('export')}
          </a>
        ) : null
      }
    >
      <DataTable
        id="segment-members"
        label={t('members')}
        {...list}
        columns={columns}
        rowId={(row) => String(row.customerId)}
        rowName={(row) => String(row.customerId)}
        onOpen={(row) => void navigate({ to: '/clients/$id', params: { id: String(row.customerId) } })}
        sort={search.sort}
        onSort={(sort) => setSearch(fromStart(search, { sort }))}
        empty={{ title: t('nobody'), detail: t('nobodyHint') }}
      />
    </Section>
  );
}

const rankOf = (value: CustomerRow['values'][string] | undefined) =>
  value === null || value === undefined ? undefined : Number(value);

const phonePlaces = ['title', 'detail', 'detail', 'end'] as const;

function useMemberColumns(names: readonly string[] | undefined): Column<CustomerRow>[] {
  const { t, i18n } = useTranslation('segments');
  const { byName } = useAttributes();
  const say = useValueWords();
  const language = i18n.language === 'en' ? 'en' : 'fr';
  return useMemo(
    () =>
      (names ?? []).map((name, i) => {
        const attribute = byName.get(name);
        const text = (row: CustomerRow) => say(attribute, row.values[name] ?? null);
        const place = phonePlaces[i];
        return {
          id: name,
          header: attribute?.label[language] ?? t('customers'),
          cell: (row) =>
            name === 'valueRank' ? (
              <ValueRank rank={rankOf(row.values[name])} />
            ) : (
              text(row) || (i === 0 ? `n° ${row.customerId}` : '')
            ),
          text,
          sortable: attribute !== undefined && attribute.type !== 'list',
          numeric: name !== 'valueRank' && (attribute?.type === 'money' || attribute?.type === 'number'),
          ...(place ? { phone: place } : {}),
        };
      }),
    [names, byName, say, language, t],
  );
}
