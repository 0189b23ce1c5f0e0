import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../data/use-format.ts';
import classes from './timeline.module.css';
import { type TimelineKind, timelineKinds } from './timeline-kinds.ts';

export type TimelineEvent = {
  readonly id: string;
  readonly when: string;
  readonly kind: TimelineKind;
  /** Whether we acted or the person did; ours stand left of the spine. */
  readonly side: 'ours' | 'theirs';
  readonly what: ReactNode;
  readonly through?: string | undefined;
  /** Effect on value, written: "+45,90 €". */
  readonly effect?: string | undefined;
  readonly detail?: ReactNode;
};

type TimelineProps = {
  events: readonly TimelineEvent[];
  kind?: TimelineKind | undefined;
  onKind?: (kind: TimelineKind | undefined) => void;
  /** Narrows further than the kind does. */
  filters?: ReactNode;
  /** Said instead of the usual words when nothing is left. */
  empty?: ReactNode;
  /** These are still those of before the last change of filters. */
  stale?: boolean;
  more?: ReactNode;
};

/** A person's history, one line an event, days as quiet headers: our actions left of the spine, theirs right. */
export function Timeline(props: TimelineProps) {
  const { t } = useTranslation('parts');
  const [own, setOwn] = useState<TimelineKind | undefined>();
  const kind = props.onKind ? props.kind : own;
  const choose = props.onKind ?? setOwn;
  const present = timelineKinds.filter(
    (one) => props.onKind || props.events.some((event) => event.kind === one),
  );
  const events = kind ? props.events.filter((event) => event.kind === kind) : props.events;
  return (
    <div className={classes.timeline}>
      <div className={classes.filter}>
        <SegmentedControl
          size="xs"
          aria-label={t('table.filters')}
          value={kind ?? 'all'}
          onChange={(value) => choose(timelineKinds.find((one) => one === value))}
          data={[
            { value: 'all', label: t('timeline.all') },
            ...present.map((one) => ({ value: one, label: t(`timeline.kinds.${one}`) })),
          ]}
        />
      </div>
      {props.filters}
      <div className={classes.sides} title={t('timeline.legend')}>
        <span>{t('timeline.ours')}</span>
        <span>{t('timeline.theirs')}</span>
      </div>
      {events.length === 0 ? (
        <p className={classes.empty} role="status">
          {props.empty ?? (kind ? t('timeline.emptyKind') : t('timeline.empty'))}
        </p>
      ) : (
        <div data-stale={props.stale} aria-busy={props.stale}>
          <Days events={events} />
        </div>
      )}
      {props.more}
    </div>
  );
}

function Days(props: { events: readonly TimelineEvent[] }) {
  const format = useFormat();
  const days = byDay(props.events, (when) => format.date(when));
  return days.map(([day, events]) => (
    <section key={day} className={classes.day} aria-label={day}>
      <p className={classes.dayName}>{day}</p>
      <ol className={classes.events}>
        {events.map((event) => (
          <Line key={event.id} event={event} />
        ))}
      </ol>
    </section>
  ));
}

function Line(props: { event: TimelineEvent }) {
  const { t } = useTranslation('parts');
  const format = useFormat();
  const { event } = props;
  return (
    <li className={classes.line} data-side={event.side} data-kind={event.kind}>
      <div className={classes.what}>
        <span className="seen-by-readers-only">{t(`timeline.${event.side}`)}</span>
        <span className={classes.sentence}>{event.what}</span>
        <span className={classes.how}>
          {event.effect ? <span className={classes.effect}>{event.effect}</span> : null}
          {event.through ? <span>{event.through}</span> : null}
          <time dateTime={event.when}>{format.time(event.when)}</time>
        </span>
        {event.detail}
      </div>
    </li>
  );
}

/** Groups events by day, in the order they come. */
export function byDay(
  events: readonly TimelineEvent[],
  dayOf: (when: string) => string,
): [string, TimelineEvent[]][] {
  const days = new Map<string, TimelineEvent[]>();
  for (const event of events) {
    const day = dayOf(event.when);
    const list = days.get(day);
    if (list) list.push(event);
    else days.set(day, [event]);
  }
  return [...days];
}
