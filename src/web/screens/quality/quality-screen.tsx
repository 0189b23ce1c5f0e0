import { Button, NativeSelect } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { BoardReply } from '#identify/quality/api';
import { Empty } from '../../components/empty.tsx';
import { Figure, Figures } from '../../components/figure.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Page, Section } from '../../components/page.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { SideDrawer } from '../../components/side-drawer.tsx';
import { fromStart, tidy } from '../../data/list-search.ts';
import { useMay } from '../../data/session.ts';
import { useFormat } from '../../data/use-format.ts';
import { FieldTable } from './field-table.tsx';
import { Findings } from './findings.tsx';
import { MendLists } from './mend-lists.tsx';
import type { QualitySearch } from './quality-search.ts';
import { useBoard, useScan } from './quality.data.ts';
import { RuleSwitches } from './rule-switches.tsx';
import { useFieldName } from './use-field-name.ts';

type Source = BoardReply['items'][number];

/** How good what each source says is: a table of fields, the records behind each figure, the rules, the lists to mend. */
export function QualityScreen() {
  const { t } = useTranslation('quality');
  const may = useMay();
  const fieldName = useFieldName();
  const search = useSearch({ from: '/inside/quality' });
  const navigate = useNavigate({ from: '/quality' });
  const setSearch = (next: QualitySearch) => void navigate({ search: tidy(next), replace: true });
  const board = useBoard();
  const scan = useScan();
  const sources = board.data?.items ?? [];
  const source = sources.find(({ sourceId }) => sourceId === search.source) ?? sources[0];
  const close = () => setSearch(fromStart(search, { field: undefined, rule: undefined, rules: undefined }));
  const actions = (
    <>
      <Button variant="default" onClick={() => setSearch({ ...search, rules: true })}>
        {t('rules')}
      </Button>
      {may('quality:write') && sources.length > 0 ? (
        <Button variant="default" loading={scan.isPending} onClick={() => scan.mutate()}>
          {t('scan')}
        </Button>
      ) : null}
    </>
  );
  const thrown = board.error ?? scan.error;
  return (
    <Page
      title={t('title')}
      sentence={t('sentence')}
      scope={source ? <Scope source={source} /> : undefined}
      action={actions}
    >
      {thrown ? <ProblemNote thrown={thrown} again={() => void board.refetch()} /> : null}
      {board.data && source === undefined ? (
        <Empty
          title={t('empty')}
          detail={t('emptyHint')}
          action={may('imports:write') ? <LinkButton to="/sources/new">{t('import')}</LinkButton> : null}
        />
      ) : null}
      {source ? (
        <SourceBoard
          source={source}
          sources={sources}
          search={search}
          setSearch={setSearch}
          freshDays={board.data?.freshDays ?? 0}
        />
      ) : null}
      <MendLists />
      <SideDrawer title={t('rules')} opened={search.rules === true} onClose={close} size={560}>
        <RuleSwitches />
      </SideDrawer>
      <SideDrawer
        title={search.field === undefined ? '' : `${source?.name ?? ''} · ${fieldName(search.field)}`}
        opened={search.field !== undefined && source !== undefined}
        onClose={close}
        size={860}
      >
        {search.field !== undefined && source ? (
          <Findings source={source} field={search.field} search={search} setSearch={setSearch} />
        ) : null}
      </SideDrawer>
    </Page>
  );
}

function Scope(props: { source: Source }) {
  const { t } = useTranslation('quality');
  const format = useFormat();
  const { scan, persons } = props.source;
  if (scan === null) return t('notYet', { shown: format.number(persons) });
  return t('scope', { shown: format.number(scan.records), when: format.relative(scan.scannedAt) });
}

function SourceBoard(props: {
  source: Source;
  sources: readonly Source[];
  search: QualitySearch;
  setSearch: (next: QualitySearch) => void;
  freshDays: number;
}) {
  const { t } = useTranslation('quality');
  const { source, search, setSearch } = props;
  return (
    <Section
      title={t('fields')}
      aside={
        props.sources.length > 1 ? (
          <NativeSelect
            aria-label={t('source')}
            value={String(source.sourceId)}
            data={props.sources.map(({ sourceId, name }) => ({ value: String(sourceId), label: name }))}
            onChange={(event) =>
              setSearch(fromStart(search, { source: Number(event.currentTarget.value), rule: undefined }))
            }
          />
        ) : (
          <span className="soft">{source.name}</span>
        )
      }
    >
      {source.scan === null ? (
        <Empty title={t('waiting')} detail={t('waitingHint')} />
      ) : (
        <>
          <SourceFigures source={source} />
          <FieldTable
            sourceId={source.sourceId}
            scan={source.scan}
            freshDays={props.freshDays}
            openField={search.field}
            onOpen={(field) => setSearch(fromStart(search, { field, rule: undefined }))}
          />
        </>
      )}
    </Section>
  );
}

/** The three questions first asked of a source: can its people be written to, mailed, called? */
function SourceFigures(props: { source: Source }) {
  const { t } = useTranslation('quality');
  const format = useFormat();
  const { scan } = props.source;
  if (scan === null || scan.records === 0) return null;
  return (
    <Figures>
      {(['email', 'phone', 'address'] as const).map((name) => {
        const field = scan.fields.find((one) => one.field === name);
        return (
          <Figure
            key={name}
            label={t(`reach.${name}`)}
            value={format.percent((field?.valid ?? 0) / scan.records)}
            period={t('ofRecords', {
              shown: format.number(field?.valid ?? 0),
              all: format.number(scan.records),
            })}
            definition={t('reachMeans')}
          />
        );
      })}
    </Figures>
  );
}
