import { Button, NativeSelect } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Campaigns, type CampaignView } from '#interact/campaigns/api';
import type { Column } from '../../components/column.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Page } from '../../components/page.tsx';
import { SideDrawer } from '../../components/side-drawer.tsx';
import { Status } from '../../components/status.tsx';
import { fromStart, tidy } from '../../data/list-search.ts';
import { useMay } from '../../data/session.ts';
import { useFormat } from '../../data/use-format.ts';
import { readAll, useList } from '../../data/use-list.ts';
import { stateTones } from './campaign-state.ts';
import { type CampaignsSearch, campaignStates } from './campaigns-search.ts';
import { NewCampaign } from './new-campaign.tsx';
import { useAudienceWords } from './use-audience-words.ts';

/** All campaigns. */
export function CampaignsScreen() {
  const { t } = useTranslation('campaigns');
  const may = useMay();
  const search = useSearch({ from: '/inside/campaigns' });
  const navigate = useNavigate({ from: '/campaigns' });
  const setSearch = (next: CampaignsSearch) => void navigate({ search: tidy(next), replace: true });
  const query = { search: search.q, state: search.state, sort: search.sort };
  const list = useList({ path: '/campaigns', shape: Campaigns, search, setSearch, query });
  const start = () => void navigate({ search: tidy({ ...search, open: 'new' }) });
  const add = may('campaigns:write') ? <Button onClick={start}>{t('add')}</Button> : null;
  return (
    <Page title={t('title')} sentence={t('sentence')} action={add}>
      <DataTable
        id="campaigns"
        label={t('title')}
        {...list}
        columns={useCampaignColumns()}
        rowId={(row) => String(row.campaignId)}
        rowName={(row) => row.name}
        onOpen={(row) =>
          void navigate({ to: '/campaigns/$id', params: { id: String(row.campaignId) }, search: {} })
        }
        search={{
          value: search.q ?? '',
          onChange: (q) => setSearch(fromStart(search, { q })),
          placeholder: t('search'),
        }}
        filters={<StateFilter search={search} setSearch={setSearch} />}
        criteria={(search.q ? 1 : 0) + (search.state ? 1 : 0)}
        onReset={() => setSearch({})}
        sort={search.sort ?? '-changedAt'}
        onSort={(sort) => setSearch(fromStart(search, { sort: sort === 'name' ? sort : undefined }))}
        allRows={() => readAll({ path: '/campaigns', shape: Campaigns, query })}
        empty={{ title: t('empty'), detail: t('emptyHint'), action: add }}
      />
      <SideDrawer
        title={t('add')}
        opened={search.open === 'new'}
        onClose={() => setSearch({ ...search, open: undefined })}
      >
        <NewCampaign />
      </SideDrawer>
    </Page>
  );
}

function StateFilter(props: { search: CampaignsSearch; setSearch: (search: CampaignsSearch) => void }) {
  const { t } = useTranslation('campaigns');
  return (
    <NativeSelect
      aria-label={t('state')}
      value={props.search.state ?? ''}
      data={[
        { value: '', label: t('allStates') },
        ...campaignStates.map((state) => ({ value: state, label: t(`states.${state}`) })),
      ]}
      onChange={(event) => {
        const state = campaignStates.find((one) => one === event.currentTarget.value);
        props.setSearch(fromStart(props.search, { state }));
      }}
    />
  );
}

function useCampaignColumns(): Column<CampaignView>[] {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const audienceWords = useAudienceWords();
  return [
    {
      id: 'name',
      header: t('name'),
      cell: (row) => row.name,
      text: (row) => row.name,
      sortable: true,
      phone: 'title',
    },
    {
      id: 'state',
      header: t('state'),
      cell: (row) => <Status tone={stateTones[row.state]}>{t(`states.${row.state}`)}</Status>,
      text: (row) => t(`states.${row.state}`),
      phone: 'end',
    },
    {
      id: 'audience',
      header: t('audience'),
      cell: (row) => audienceWords(row.audience),
      text: (row) => audienceWords(row.audience),
      phone: 'detail',
    },
    {
      id: 'launched',
      header: t('launched'),
      cell: (row) => (row.launchedAt ? format.relative(row.launchedAt) : ''),
      text: (row) => row.launchedAt ?? '',
    },
    {
      id: 'changedAt',
      header: t('changed'),
      cell: (row) => format.relative(row.changedAt),
      text: (row) => row.changedAt,
      sortable: true,
      phone: 'detail',
    },
    { id: 'by', header: t('by'), cell: (row) => row.createdBy, text: (row) => row.createdBy, hidden: true },
  ];
}
