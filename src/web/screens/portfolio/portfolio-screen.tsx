import { SegmentedControl } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { rankMeasures } from '#differentiate/portfolio/api';
import { Empty } from '../../components/empty.tsx';
import { Page, Section } from '../../components/page.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { tidy } from '../../data/list-search.ts';
import { useFormat } from '../../data/use-format.ts';
import { ValueTabs } from '../value/value-tabs.tsx';
import { PortfolioDate } from './portfolio-date.tsx';
import { PortfolioMatrix } from './portfolio-matrix.tsx';
import { PortfolioRanks } from './portfolio-ranks.tsx';
import type { PortfolioSearch } from './portfolio-search.ts';
import { PortfolioSpread } from './portfolio-spread.tsx';
import { useRanks } from './portfolio.data.ts';

/** Customers as a portfolio: ranks, how value is spread, matrices with lines that move, and who moved. */
export function PortfolioScreen() {
  const { t } = useTranslation('portfolio');
  const format = useFormat();
  const search = useSearch({ from: '/inside/value/portfolio' });
  const navigate = useNavigate({ from: '/value/portfolio' });
  const across = search.across ?? 'futureSales';
  const ranks = useRanks(across, search.at);
  const set = (change: Partial<PortfolioSearch>) =>
    void navigate({ search: tidy({ ...search, ...change }), replace: true, resetScroll: false });
  // Cut lines and the date compared with were those of the date before.
  const choose = (at: number | undefined) =>
    set({ ...{ at, cutX: undefined, cutY: undefined }, from: undefined });
  return (
    <Page
      above={<ValueTabs />}
      reading={ranks.isPending}
      title={t('title')}
      sentence={t('sentence')}
      scope={
        ranks.data
          ? t('scope', { date: format.date(ranks.data.asOf), currency: ranks.data.currency })
          : undefined
      }
      action={<PortfolioDate at={search.at} onChoose={choose} />}
    >
      {ranks.error ? <ProblemNote thrown={ranks.error} again={() => void ranks.refetch()} /> : null}
      {ranks.data === null ? (
        <Empty
          title={t(search.at === undefined ? 'none' : 'noSuchDate')}
          detail={t(search.at === undefined ? 'noneHint' : 'noSuchDateHint')}
        />
      ) : null}
      {ranks.data ? (
        <>
          <Section
            title={t('ranks')}
            aside={
              <SegmentedControl
                size="xs"
                aria-label={t('across')}
                value={across}
                data={rankMeasures.map((value) => ({ value, label: t(`acrossNames.${value}`) }))}
                onChange={(value) => set({ across: rankMeasures.find((one) => one === value) })}
              />
            }
          >
            <p className="soft small">{t(`ranksHint.${ranks.data.across}`)}</p>
            <div data-stale={ranks.isPlaceholderData} aria-busy={ranks.isPlaceholderData}>
              <PortfolioRanks ranks={ranks.data} isOlder={search.at !== undefined} />
            </div>
          </Section>
          <PortfolioMatrix search={search} set={set} />
          <PortfolioSpread search={search} set={set} />
        </>
      ) : null}
    </Page>
  );
}
