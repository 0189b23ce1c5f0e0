import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type CampaignEffect, EffectsPage } from '#evaluate/effects/api';
import type { Column } from '../../components/column.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Interval, scaleAround } from '../../components/interval.tsx';
import { Status } from '../../components/status.tsx';
import type { Format } from '../../data/format.ts';
import { useFormat } from '../../data/use-format.ts';
import { readAll, useList } from '../../data/use-list.ts';
import { verdictTones } from './effect.ts';
import classes from './effects.module.css';
import type { EffectsSearch } from './effects-search.ts';

type Estimate = { estimate: number; low: number; high: number };
type OwnProps = { search: EffectsSearch; setSearch: (search: EffectsSearch) => void };

const perPage = 20;
const manyEuros = 1000;

/** Campaigns sent from here, each with what it changed; the name leads to its page. */
export function OwnEffects(props: OwnProps) {
  const { t } = useTranslation('effects');
  const list = useList({ path: '/effects', shape: EffectsPage, limit: perPage, ...props });
  const columns = useOwnColumns(list.rows ?? []);
  return (
    <DataTable
      id="own-effects"
      label={t('own')}
      {...list}
      columns={columns}
      rowId={(row) => String(row.campaignId)}
      rowName={(row) => row.name}
      allRows={() => readAll({ path: '/effects', shape: EffectsPage, limit: 50 })}
      empty={{ title: t('ownEmpty'), detail: t('ownEmptyHint') }}
      skeletonRows={4}
    />
  );
}

function useOwnColumns(rows: readonly CampaignEffect[]): Column<CampaignEffect>[] {
  const { t } = useTranslation('effects');
  const format = useFormat();
  const bounds = rows.flatMap(({ effect }) =>
    effect?.margin ? [effect.margin.low, effect.margin.high] : [],
  );
  const count = (name: 'treated' | 'control') => ({
    id: name,
    header: t(`columns.${name}`),
    cell: (row: CampaignEffect) => (row.effect ? format.number(row.effect[name]) : ''),
    text: (row: CampaignEffect) => String(row.effect?.[name] ?? ''),
    numeric: true,
  });
  return [
    ...whichColumns(t, format),
    count('treated'),
    count('control'),
    {
      id: 'margin',
      header: t('columns.margin'),
      cell: ({ effect }) => (
        <MarginCell margin={effect?.margin} currency={effect?.currency ?? ''} scale={scaleAround(bounds)} />
      ),
      text: ({ effect }) => (effect?.margin ? texts(effect.margin) : ''),
    },
    {
      id: 'verdict',
      header: t('columns.verdict'),
      cell: ({ effect }) => <Verdict effect={effect} />,
      text: ({ effect }) => effect?.verdict ?? '',
      phone: 'detail',
    },
    {
      id: 'profit',
      header: t('profit'),
      cell: ({ effect }) => <ProfitCell profit={effect?.profit} currency={effect?.currency ?? ''} />,
      text: ({ effect }) => (effect?.profit ? texts(effect.profit) : ''),
      numeric: true,
      phone: 'end',
    },
  ];
}

const texts = (one: Estimate) => `${one.estimate} (${one.low} … ${one.high})`;

function whichColumns(
  t: ReturnType<typeof useTranslation<'effects'>>['t'],
  format: Format,
): Column<CampaignEffect>[] {
  return [
    {
      id: 'campaign',
      header: t('campaign'),
      cell: (row) => (
        <Link to="/campaigns/$id" params={{ id: String(row.campaignId) }} search={{}} className="link">
          {row.name}
        </Link>
      ),
      text: (row) => row.name,
      phone: 'title',
    },
    {
      id: 'launched',
      header: t('launched'),
      cell: (row) => format.shortDate(row.launchedAt),
      text: (row) => row.launchedAt,
      phone: 'detail',
    },
  ];
}

function Verdict(props: { effect: CampaignEffect['effect'] }) {
  const { t } = useTranslation('effects');
  const { effect } = props;
  if (!effect) return <Status tone="quiet">{t('notYet')}</Status>;
  return (
    <span className={classes.verdict}>
      <Status tone={verdictTones[effect.verdict]}>{t(`verdicts.${effect.verdict}`)}</Status>
      {effect.complete ? null : <span className="soft small"> · {t('open')}</span>}
    </span>
  );
}

function MarginCell(props: {
  margin: Estimate | null | undefined;
  currency: string;
  scale: [number, number];
}) {
  const format = useFormat();
  const { margin } = props;
  if (!margin) return '—';
  const write = (value: number) => format.signed(format.money(value, props.currency));
  return (
    <span className={classes.estimate}>
      <span className="figures">{write(margin.estimate)}</span>
      <Interval {...margin} scale={props.scale} write={write} bare />
    </span>
  );
}

function ProfitCell(props: { profit: Estimate | null | undefined; currency: string }) {
  const { t } = useTranslation('effects');
  const format = useFormat();
  const { profit } = props;
  if (!profit) return '—';
  const cents = Math.abs(profit.estimate) < manyEuros;
  const write = (value: number) => format.signed(format.money(value, props.currency, { cents }));
  return (
    <span className="figures">
      {write(profit.estimate)}{' '}
      <span className="soft small">{t('between', { low: write(profit.low), high: write(profit.high) })}</span>
    </span>
  );
}
