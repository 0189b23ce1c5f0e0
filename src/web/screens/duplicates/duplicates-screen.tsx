import { Button, SegmentedControl, Select } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Empty } from '../../components/empty.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Page } from '../../components/page.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { SideDrawer } from '../../components/side-drawer.tsx';
import { tidy } from '../../data/list-search.ts';
import { useMay } from '../../data/session.ts';
import { useFormat } from '../../data/use-format.ts';
import { Acts } from './acts.tsx';
import { type QueuedPair, type QueueOrder, useStatus } from './duplicates.data.ts';
import classes from './duplicates.module.css';
import type { DuplicatesSearch } from './duplicates-search.ts';
import { MatchingQuality } from './matching-quality.tsx';
import { MatchingControls } from './matching-controls.tsx';
import { ReviewQueue } from './review-queue.tsx';

type Kind = QueuedPair['kind'];

/** Records that may be one person: what waits to be looked at, two side by side with the reasons, and how good matching is. */
export function DuplicatesScreen() {
  const { t } = useTranslation('duplicates');
  const may = useMay();
  const search = useSearch({ from: '/inside/duplicates' });
  const navigate = useNavigate({ from: '/duplicates' });
  const setSearch = (next: DuplicatesSearch) => void navigate({ search: tidy(next), replace: true });
  const status = useStatus();
  const kind: Kind = search.kind ?? 'doubtful';
  const order: QueueOrder = search.order ?? 'worth';
  const open = (panel: DuplicatesSearch['panel']) => setSearch({ ...search, panel });
  return (
    <Page
      title={t('title')}
      sentence={t('sentence')}
      scope={<Scope />}
      action={
        <>
          <Button variant="default" onClick={() => open('acts')}>
            {t('acts')}
          </Button>
          {may('matching:write') ? (
            <Button variant="default" onClick={() => open('settings')}>
              {t('settings')}
            </Button>
          ) : null}
        </>
      }
    >
      {status.error ? <ProblemNote thrown={status.error} again={() => void status.refetch()} /> : null}
      {status.data && status.data.model === null ? (
        <Empty
          title={t('noModel')}
          detail={t('noModelHint')}
          action={may('imports:write') ? <LinkButton to="/sources/new">{t('import')}</LinkButton> : null}
        />
      ) : (
        <>
          <div className={classes.choices}>
            <Kinds kind={kind} onKind={(next) => setSearch({ kind: next, order: search.order })} />
            {kind === 'joined' ? null : (
              <Orders
                order={order}
                onOrder={(next) => setSearch({ ...search, order: next, pair: undefined })}
              />
            )}
          </div>
          <p className="soft small">
            {t(`kindHint.${kind}`)} {kind === 'joined' ? '' : t(`orderHint.${order}`)}
          </p>
          <ReviewQueue
            key={`${kind} ${order}`}
            kind={kind}
            order={order}
            pair={search.pair}
            onPair={(pair) => setSearch({ ...search, pair })}
          />
          <MatchingQuality />
        </>
      )}
      <SideDrawer title={t('acts')} opened={search.panel === 'acts'} onClose={() => open(undefined)}>
        <Acts />
      </SideDrawer>
      <SideDrawer title={t('settings')} opened={search.panel === 'settings'} onClose={() => open(undefined)}>
        {status.data ? <MatchingControls status={status.data} /> : null}
      </SideDrawer>
    </Page>
  );
}

function Scope() {
  const { t } = useTranslation('duplicates');
  const format = useFormat();
  const { data } = useStatus();
  if (data === undefined) return '\u00a0';
  const people = t('scope', { records: format.number(data.persons), people: format.number(data.customers) });
  return data.pending > 0 ? `${people} · ${t('pending', { records: format.number(data.pending) })}` : people;
}

function Kinds(props: { kind: Kind; onKind: (kind: Kind) => void }) {
  const { t } = useTranslation('duplicates');
  const format = useFormat();
  const { data } = useStatus();
  const counted = (kind: 'doubtful' | 'contradiction') =>
    data ? `${t(`kinds.${kind}`)} ${format.number(data.queue[kind])}` : t(`kinds.${kind}`);
  return (
    <SegmentedControl
      aria-label={t('kind')}
      value={props.kind}
      onChange={(value) => props.onKind(value as Kind)}
      data={[
        { value: 'doubtful', label: counted('doubtful') },
        { value: 'contradiction', label: counted('contradiction') },
        { value: 'joined', label: t('kinds.joined') },
      ]}
    />
  );
}

function Orders(props: { order: QueueOrder; onOrder: (order: QueueOrder) => void }) {
  const { t } = useTranslation('duplicates');
  return (
    <Select
      aria-label={t('order')}
      allowDeselect={false}
      value={props.order}
      onChange={(value) => props.onOrder(value as QueueOrder)}
      data={(['worth', 'value', 'doubt', 'newest'] as const).map((value) => ({
        value,
        label: t(`orderBy.${value}`),
      }))}
    />
  );
}
