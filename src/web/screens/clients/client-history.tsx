import { Button } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Timeline } from '../../components/timeline.tsx';
import type { TimelineKind } from '../../components/timeline-kinds.ts';
import { useTimeline } from './clients.data.ts';
import { useEventWords } from './use-event-words.tsx';

type HistoryProps = {
  customerId: number;
  kind: TimelineKind | undefined;
  onKind?: (kind: TimelineKind | undefined) => void;
  brief?: boolean;
};

const briefMax = 8;

/** Everything that happened with a person, from both engines in one list; reaching its end brings what is older. */
export function ClientHistory(props: HistoryProps) {
  const { t } = useTranslation('parts');
  const timeline = useTimeline(props.customerId, props.kind);
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
  const entries = timeline.data.pages.flatMap((page) => page.items);
  const events = (props.brief ? entries.slice(0, briefMax) : entries).map(say);
  return (
    <Timeline
      events={events}
      kind={props.kind}
      {...(props.onKind ? { onKind: props.onKind } : {})}
      more={
        timeline.hasNextPage && !props.brief ? (
          <Button
            ref={ref}
            variant="default"
            mt="md"
            loading={timeline.isFetchingNextPage}
            onClick={() => void timeline.fetchNextPage()}
          >
            {t('timeline.more')}
          </Button>
        ) : null
      }
    />
  );
}
