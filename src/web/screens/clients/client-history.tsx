import { Button } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Timeline } from '../../components/timeline.tsx';
import { useTimeline } from './clients.data.ts';
import type { ClientSearch } from './clients-search.ts';
import { HistoryFilters } from './history-filters.tsx';
import { useEventWords } from './use-event-words.tsx';

type HistoryProps = {
  customerId: number;
  search: ClientSearch;
  setSearch: (search: ClientSearch) => void;
};

/** Everything that happened with a person, from both engines in one list, as the address narrows it; reaching its end brings what is older. */
export function ClientHistory(props: HistoryProps) {
  const { t } = useTranslation('parts');
  const { search, setSearch } = props;
  const timeline = useTimeline(props.customerId, search);
  const say = useEventWords();
  const { ref, entry } = useIntersection();
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = timeline;
  const waiting = isFetchingNextPage || isFetchNextPageError;
  const reached = entry?.isIntersecting === true && hasNextPage && !waiting;
  useEffect(() => {
    if (reached) void fetchNextPage();
  }, [reached, fetchNextPage]);
  if (timeline.error) return <ProblemNote thrown={timeline.error} again={() => void timeline.refetch()} />;
  if (!timeline.data) return null;
  const narrowed = [search.q, search.channel, search.from, search.until].some(Boolean);
  return (
    <Timeline
      events={timeline.data.pages.flatMap((page) => page.items).map(say)}
      stale={timeline.isPlaceholderData}
      kind={search.kind}
      onKind={(kind) => setSearch({ ...search, kind })}
      filters={<HistoryFilters {...props} />}
      empty={narrowed ? <NothingLeft clear={() => setSearch({})} /> : undefined}
      more={
        hasNextPage ? (
          <Button
            ref={ref}
            variant="default"
            mt="md"
            loading={isFetchingNextPage}
            onClick={() => void fetchNextPage()}
          >
            {t('timeline.more')}
          </Button>
        ) : null
      }
    />
  );
}

function NothingLeft(props: { clear: () => void }) {
  const { t } = useTranslation('clients');
  return (
    <>
      {t('historyFilters.nothing')}{' '}
      <Button variant="subtle" size="compact-sm" onClick={props.clear}>
        {t('historyFilters.whole')}
      </Button>
    </>
  );
}

const briefMax = 8;

/** The last few things that happened with a person, beside a list. */
export function LatestHistory(props: { customerId: number }) {
  const timeline = useTimeline(props.customerId, {});
  const say = useEventWords();
  if (timeline.error) return <ProblemNote thrown={timeline.error} again={() => void timeline.refetch()} />;
  if (!timeline.data) return null;
  const entries = timeline.data.pages.flatMap((page) => page.items);
  return <Timeline events={entries.slice(0, briefMax).map(say)} />;
}
