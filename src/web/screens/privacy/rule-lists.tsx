import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LawRule, SoftOptIn } from '#identify/consent/api';
import { Section } from '../../components/page.tsx';
import { Status } from '../../components/status.tsx';
import classes from './privacy.module.css';
import { useRuleWords } from './use-rule-words.ts';

/** A rule being written: its place among those of its kind, past the end for a new one. */
export type Editing = { readonly kind: 'law' | 'softOptIn'; readonly at: number };

/** What may be done with a rule; undefined for who only reads. */
type Acts = { onEdit: (editing: Editing) => void; onRemove: (editing: Editing) => void } | undefined;

/** The rules of law, each with its dates, how it stands today and the text it comes from. */
export function LawRules({ rules, acts }: { rules: readonly LawRule[]; acts: Acts }) {
  const { t } = useTranslation('rules');
  const say = useRuleWords();
  return (
    <RuleList
      {...{ acts, kind: 'law', title: t('law'), hint: t('lawHint'), none: t('noLaw'), add: t('addLaw') }}
      rows={rules.map((rule) => {
        const { tone, words } = say.state(rule);
        return {
          subject: say.subjectOf({ ...rule, brand: '' }),
          says: say.law(rule),
          detail: [say.period(rule), rule.reference].filter(Boolean).join(' · '),
          state: <Status tone={tone}>{words}</Status>,
        };
      })}
    />
  );
}

/** Where buying stands for a consent, and for how long. */
export function SoftRules({ rules, acts }: { rules: readonly SoftOptIn[]; acts: Acts }) {
  const { t } = useTranslation('rules');
  const say = useRuleWords();
  return (
    <RuleList
      {...{ acts, kind: 'softOptIn', title: t('soft'), hint: t('softHint'), none: t('noSoft') }}
      add={t('addSoft')}
      rows={rules.map((rule) => ({
        subject: say.subjectOf(rule),
        says: say.soft(rule),
        detail: '',
        state: null,
      }))}
    />
  );
}

type Row = { subject: string; says: string; detail: string; state: ReactNode };

function RuleList(props: {
  kind: Editing['kind'];
  title: string;
  hint: string;
  none: string;
  add: string;
  rows: readonly Row[];
  acts: Acts;
}) {
  const { kind, rows, acts } = props;
  return (
    <Section
      title={props.title}
      aside={
        acts ? (
          <Button size="compact-sm" variant="default" onClick={() => acts.onEdit({ kind, at: rows.length })}>
            {props.add}
          </Button>
        ) : null
      }
    >
      <p className="soft small">{props.hint}</p>
      {rows.length === 0 ? <p>{props.none}</p> : null}
      <ul className={classes.rules}>
        {rows.map((row, at) => (
          // Two rules may read the same; their place is what they are known by.
          <OneRule key={`${at}:${row.subject}`} row={row} acts={acts} editing={{ kind, at }} />
        ))}
      </ul>
    </Section>
  );
}

function OneRule({ row, acts, editing }: { row: Row; acts: Acts; editing: Editing }) {
  const { t } = useTranslation('rules');
  const { subject } = row;
  return (
    <li>
      <div className={classes.ruleSays}>
        <span className={classes.ruleSubject}>{subject}</span>
        <span>{row.says}</span>
        {row.detail === '' ? null : <span className="soft small">{row.detail}</span>}
      </div>
      <span>{row.state}</span>
      {acts ? (
        <span className={classes.ruleActs}>
          <Button
            {...{ size: 'compact-xs', variant: 'subtle', color: 'gray' }}
            aria-label={t('editOf', { subject })}
            onClick={() => acts.onEdit(editing)}
          >
            {t('edit')}
          </Button>
          <Button
            {...{ size: 'compact-xs', variant: 'subtle', color: 'gray' }}
            aria-label={t('removeOf', { subject })}
            onClick={() => acts.onRemove(editing)}
          >
            {t('remove')}
          </Button>
        </span>
      ) : null}
    </li>
  );
}
