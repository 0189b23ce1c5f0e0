import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PermissionRules, PermissionRulesReply } from '#identify/consent/api';
import { Section } from '../../components/page.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { SideDrawer } from '../../components/side-drawer.tsx';
import { useMay } from '../../data/session.ts';
import { LawForm, SoftForm } from './rule-forms.tsx';
import { type Editing, LawRules, SoftRules } from './rule-lists.tsx';
import { RuleVersions } from './rule-versions.tsx';
import { useRuleVersions } from './rules.data.ts';
import { RulesChange } from './rules-change.tsx';

/** The rules that decide without a word from a customer: read in words, changed after seeing what it does, every version told. */
export function Rules() {
  const versions = useRuleVersions();
  const [inForce] = versions.data?.items ?? [];
  if (versions.error) return <ProblemNote thrown={versions.error} again={() => void versions.refetch()} />;
  if (inForce === undefined) return null;
  return (
    <>
      <RulesInForce key={inForce.version} rules={inForce} />
      <RuleVersions versions={versions.data?.items ?? []} />
    </>
  );
}

function RulesInForce({ rules }: { rules: PermissionRulesReply }) {
  const { t } = useTranslation('rules');
  const may = useMay()('privacy:write');
  const [draft, setDraft] = useState<PermissionRules>({ law: rules.law, softOptIn: rules.softOptIn });
  const [editing, setEditing] = useState<Editing>();
  const changed =
    JSON.stringify([draft.law, draft.softOptIn]) !== JSON.stringify([rules.law, rules.softOptIn]);
  const remove = ({ kind, at }: Editing) =>
    setDraft({ ...draft, [kind]: draft[kind].filter((_, index) => index !== at) });
  const acts = may ? { onEdit: setEditing, onRemove: remove } : undefined;
  const keep = <Kind extends Editing['kind']>(
    kind: Kind,
    at: number,
    rule: PermissionRules[Kind][number],
  ) => {
    const all: PermissionRules[Kind][number][] = [...draft[kind]];
    all[at] = rule;
    setDraft({ ...draft, [kind]: all });
    setEditing(undefined);
  };
  return (
    <>
      <LawRules rules={draft.law} acts={acts} />
      <SoftRules rules={draft.softOptIn} acts={acts} />
      {changed ? (
        <Section title={t('change')}>
          <RulesChange
            key={JSON.stringify(draft)}
            draft={draft}
            version={rules.version}
            onDrop={() => setDraft({ law: rules.law, softOptIn: rules.softOptIn })}
          />
        </Section>
      ) : null}
      <SideDrawer
        title={editing?.kind === 'softOptIn' ? t('soft') : t('law')}
        opened={editing !== undefined}
        onClose={() => setEditing(undefined)}
      >
        {editing?.kind === 'law' ? (
          <LawForm rule={draft.law[editing.at]} onKeep={(rule) => keep('law', editing.at, rule)} />
        ) : editing ? (
          <SoftForm
            rule={draft.softOptIn[editing.at]}
            onKeep={(rule) => keep('softOptIn', editing.at, rule)}
          />
        ) : null}
      </SideDrawer>
    </>
  );
}
