import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { OutsideCampaigns } from '#evaluate/effects/api';
import type { Column } from '../../components/column.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Page, Section } from '../../components/page.tsx';
import { tidy } from '../../data/list-search.ts';
import { request } from '../../data/request.ts';
import { useFormat } from '../../data/use-format.ts';
import type { OutsideCampaign } from './effect.ts';
import type { EffectsSearch } from './effects-search.ts';
import { OutsideEffect } from './outside-effect.tsx';
import { OwnEffects } from './own-effects.tsx';

/** What campaigns changed: ours, then those run elsewhere whose imported contacts can be compared. */
export function EffectsScreen() {
  const { t } = useTranslation('effects');
  const search = useSearch({ from: '/inside/effects' });
  const navigate = useNavigate({ from: '/effects' });
  const setSearch = (next: EffectsSearch) => void navigate({ search: tidy(next), replace: true });
  const campaigns = useQuery({
    queryKey: ['outside-campaigns'],
    queryFn: ({ signal }) => request({ path: '/effects/outside', shape: OutsideCampaigns, signal }),
  });
  const idOf = (row: OutsideCampaign) => `${row.source}/${row.campaignKey}`;
  const chosen = campaigns.data?.items.find((row) => idOf(row) === search.open);
  return (
    <Page title={t('title')} sentence={t('sentence')}>
      <Section title={t('own')}>
        <OwnEffects search={search} setSearch={setSearch} />
      </Section>
      <Section title={t('outside')}>
        <p className="soft">{t('outsideHint')}</p>
        <DataTable
          id="outside-campaigns"
          label={t('outside')}
          columns={useCampaignColumns()}
          rows={campaigns.data?.items}
          rowId={idOf}
          rowName={(row) => row.name ?? row.campaignKey}
          openId={search.open}
          onOpen={(row) => void navigate({ search: tidy({ after: search.after, open: idOf(row) }) })}
          busy={campaigns.isFetching}
          thrown={campaigns.error ?? undefined}
          again={() => void campaigns.refetch()}
          empty={{ title: t('empty'), detail: t('emptyHint') }}
          skeletonRows={4}
        />
      </Section>
      {chosen ? (
        <OutsideEffect key={idOf(chosen)} campaign={chosen} search={search} setSearch={setSearch} />
      ) : null}
    </Page>
  );
}

function useCampaignColumns(): Column<OutsideCampaign>[] {
  const { t } = useTranslation('effects');
  const format = useFormat();
  const arms = (row: OutsideCampaign) =>
    row.arms.map((one) => `${one.arm} (${format.number(one.persons)})`).join(', ');
  return [
    {
      id: 'campaign',
      header: t('campaign'),
      cell: (row) => row.name ?? row.campaignKey,
      text: (row) => row.name ?? row.campaignKey,
      phone: 'title',
    },
    { id: 'source', header: t('source'), cell: (row) => row.source, text: (row) => row.source, phone: 'end' },
    { id: 'arms', header: t('arms'), cell: arms, text: arms, phone: 'detail' },
    {
      id: 'first',
      header: t('first'),
      cell: (row) => format.date(row.firstAt),
      text: (row) => row.firstAt,
      phone: 'detail',
    },
  ];
}
