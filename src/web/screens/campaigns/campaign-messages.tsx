import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CampaignView, Messages, type MessageView } from '#interact/campaigns/api';
import type { Column } from '../../components/column.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Status, type Tone } from '../../components/status.tsx';
import { Why } from '../../components/why.tsx';
import type { ListSearch } from '../../data/list-search.ts';
import { useFormat } from '../../data/use-format.ts';
import { readAll, useList } from '../../data/use-list.ts';
import type { CampaignSearch } from './campaigns-search.ts';

type MessagesProps = {
  campaign: CampaignView;
  search: CampaignSearch;
  set: (change: Partial<CampaignSearch>) => void;
};

const tones: Record<string, Tone> = {
  planned: 'waiting',
  claimed: 'busy',
  'handed over': 'good',
  delivered: 'good',
  bounced: 'bad',
  failed: 'bad',
  skipped: 'quiet',
  unknown: 'bad',
  cancelled: 'quiet',
};

/** The ledger of one campaign: one line a person, what was decided for them and why, and what they did. */
export function CampaignMessages(props: MessagesProps) {
  const { t } = useTranslation('campaigns');
  const navigate = useNavigate();
  const { search, set } = props;
  const [pages, setPages] = useState<ListSearch>({});
  const path = `/campaigns/${props.campaign.campaignId}/messages`;
  const query = { search: search.q, state: search.messages, reason: search.reason };
  const list = useList({ path, shape: Messages, search: pages, setSearch: setPages, query });
  return (
    <DataTable
      id="campaign-messages"
      label={t('result.messages')}
      {...list}
      columns={useMessageColumns()}
      rowId={(row) => row.messageId}
      rowName={(row) => row.address ?? String(row.customerId)}
      onOpen={(row) => void navigate({ to: '/clients/$id', params: { id: String(row.customerId) } })}
      search={{
        value: search.q ?? '',
        onChange: (q) => {
          setPages({});
          set({ q: q || undefined });
        },
        placeholder: t('result.searchMessages'),
      }}
      criteria={search.q ? 1 : 0}
      onReset={() => set({ q: undefined, messages: undefined, reason: undefined })}
      allRows={() => readAll({ path, shape: Messages, query })}
      empty={{ title: t('result.noMessages') }}
    />
  );
}

function useMessageColumns(): Column<MessageView>[] {
  const { t, i18n } = useTranslation('campaigns');
  const format = useFormat();
  const language = i18n.language === 'en' ? 'en' : 'fr';
  const when = (at: string | null) => (at ? format.relative(at) : '');
  const stateWords = (row: MessageView) => {
    const known = `campaigns:result.sends.${row.state}`;
    return i18n.exists(known) ? i18n.t(known as never) : row.state;
  };
  return [
    {
      id: 'address',
      header: t('result.address'),
      cell: (row) => row.address ?? `n° ${row.customerId}`,
      text: (row) => row.address ?? '',
      phone: 'title',
    },
    {
      id: 'customer',
      header: t('result.customer'),
      cell: (row) => format.number(row.customerId),
      text: (row) => String(row.customerId),
      numeric: true,
    },
    {
      id: 'arm',
      header: t('result.arm'),
      cell: (row) => t(`result.arms.${row.arm}`),
      text: (row) => row.arm,
    },
    {
      id: 'state',
      header: t('result.stateOf'),
      cell: (row) => (
        <>
          <Status tone={tones[row.state] ?? 'quiet'}>{stateWords(row)}</Status>{' '}
          {row.why.length > 0 ? (
            <Why
              subject={t('result.whyTitle', { id: String(row.customerId) })}
              reasons={row.why.map((reason) => reason[language])}
            />
          ) : null}
        </>
      ),
      text: stateWords,
      phone: 'detail',
    },
    {
      id: 'at',
      header: t('result.at'),
      cell: (row) => when(row.handedOverAt),
      text: (row) => row.handedOverAt ?? '',
    },
    {
      id: 'opened',
      header: t('result.opens'),
      cell: (row) => when(row.openedAt),
      text: (row) => row.openedAt ?? '',
    },
    {
      id: 'clicked',
      header: t('result.clicks'),
      cell: (row) => when(row.clickedAt),
      text: (row) => row.clickedAt ?? '',
    },
  ];
}
