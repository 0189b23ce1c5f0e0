import { Button, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type BoardReply, FindingsReply, type FindingView } from '#identify/quality/api';
import type { Column } from '../../components/column.ts';
import { DataTable } from '../../components/data-table.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { fromStart } from '../../data/list-search.ts';
import { useMay } from '../../data/session.ts';
import { useFormat } from '../../data/use-format.ts';
import { readAll, useList } from '../../data/use-list.ts';
import { useNote } from '../../components/use-note.tsx';
import type { QualitySearch } from './quality-search.ts';
import { useRules, useSaveList } from './quality.data.ts';
import classes from './quality.module.css';
import { useFieldName } from './use-field-name.ts';
import { useRuleName } from './use-rule-name.ts';

type Source = BoardReply['items'][number];
type FindingsProps = {
  source: Source;
  field: string;
  search: QualitySearch;
  setSearch: (next: QualitySearch) => void;
};

/** What is wrong in one field of a source: its rules with their counts, then the records, each with what is proposed. */
export function Findings(props: FindingsProps) {
  const { t } = useTranslation('quality');
  const { source, field, search, setSearch } = props;
  const query = { sourceId: source.sourceId, field, rule: search.rule };
  const list = useList({
    path: '/quality/findings',
    shape: FindingsReply,
    search,
    setSearch,
    query,
    limit: 25,
  });
  return (
    <>
      <RuleCounts {...props} />
      <SetAside source={source} field={field} rule={search.rule} empty={list.rows?.length === 0} />
      <DataTable
        id="quality-findings"
        label={t('records')}
        {...list}
        columns={useFindingColumns()}
        rowId={(row) => `${row.personId}-${row.rule}`}
        rowName={(row) => row.name}
        allRows={() => readAll({ path: '/quality/findings', shape: FindingsReply, query })}
        empty={{ title: t('nothingFound'), detail: t('nothingFoundHint') }}
        skeletonRows={6}
      />
    </>
  );
}

function RuleCounts({ source, field, search, setSearch }: FindingsProps) {
  const { t } = useTranslation('quality');
  const format = useFormat();
  const ruleName = useRuleName();
  const rules = useRules();
  const counts = source.scan?.fields.find((one) => one.field === field)?.rules ?? {};
  const weightOf = (code: string) => rules.data?.items.find((rule) => rule.code === code)?.weight;
  const codes = Object.entries(counts).toSorted(([, a], [, b]) => b - a);
  if (codes.length === 0) return null;
  return (
    <ul className={classes.rules}>
      {codes.map(([code, count]) => {
        const weight = weightOf(code);
        return (
          <li key={code}>
            <button
              type="button"
              className={`quiet-button link ${search.rule === code ? classes.chosen : ''}`}
              aria-pressed={search.rule === code}
              onClick={() => setSearch(fromStart(search, { rule: search.rule === code ? undefined : code }))}
            >
              {ruleName(code)}
            </button>
            <span className="nowrap figures">
              <span className="soft small">{weight ? t(`weights.${weight}`) : ''}</span>{' '}
              {format.number(count)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** Keeps these findings as a list to mend. */
function SetAside(props: { source: Source; field: string; rule: string | undefined; empty: boolean }) {
  const { t } = useTranslation('quality');
  const note = useNote();
  const may = useMay();
  const fieldName = useFieldName();
  const ruleName = useRuleName();
  const save = useSaveList();
  const [typed, setTyped] = useState<string>();
  if (!may('quality:write') || props.empty) return null;
  const { source, field, rule } = props;
  const proposed = `${source.name} · ${rule === undefined ? fieldName(field) : ruleName(rule)}`;
  const name = typed ?? proposed;
  return (
    <form
      className={classes.aside}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(
          { name, sourceId: source.sourceId, field, ...(rule === undefined ? {} : { rule }) },
          {
            onSuccess: (list) => {
              setTyped(undefined);
              note(t('setAsideDone', { name: list.name, count: list.open }));
            },
          },
        );
      }}
    >
      <TextInput
        label={t('setAsideName')}
        value={name}
        maxLength={200}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={save.isPending} disabled={name.trim() === ''}>
        {t('setAside')}
      </Button>
      {save.error ? <ProblemNote thrown={save.error} /> : null}
    </form>
  );
}

/** The columns of findings, here and in lists to mend. */
export function useFindingColumns(): Column<FindingView>[] {
  const { t } = useTranslation('quality');
  const format = useFormat();
  const ruleName = useRuleName();
  const fieldName = useFieldName();
  const who = (row: FindingView) => row.name || t('nameless', { id: row.personId });
  return [
    {
      id: 'name',
      header: t('who'),
      cell: (row) => (
        <Link to="/clients/$id" params={{ id: String(row.personId) }} search={{}} className="link">
          {who(row)}
        </Link>
      ),
      text: who,
      phone: 'title',
    },
    {
      id: 'field',
      header: t('field'),
      cell: (row) => fieldName(row.field),
      text: (row) => row.field,
      hidden: true,
    },
    {
      id: 'said',
      header: t('said'),
      cell: (row) => (
        <span title={row.said}>{row.said || <span className="soft">{t('nothingSaid')}</span>}</span>
      ),
      text: (row) => row.said,
      phone: 'detail',
    },
    {
      id: 'proposal',
      header: t('proposal'),
      cell: (row) => <span title={row.proposal ?? ''}>{row.proposal ?? ''}</span>,
      text: (row) => row.proposal ?? '',
    },
    {
      id: 'rule',
      header: t('rule'),
      cell: (row) => <span title={ruleName(row.rule)}>{ruleName(row.rule)}</span>,
      text: (row) => ruleName(row.rule),
      phone: 'detail',
    },
    {
      id: 'line',
      header: t('line'),
      cell: (row) => (
        <Link to="/sources/$id" params={{ id: String(row.importId) }} className="link">
          {format.number(row.line)}
        </Link>
      ),
      text: (row) => String(row.line),
      numeric: true,
      width: 80,
    },
  ];
}
