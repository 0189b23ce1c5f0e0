import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Condition } from '#differentiate/attributes/api';
import type { SegmentPageView } from '#differentiate/segments/api';
import type { z } from 'zod';
import { Page, Section } from '../../components/page.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useMay } from '../../data/session.ts';
import { useAttributes } from './attributes.data.ts';
import { ConditionGroup } from './condition-group.tsx';
import { conditionOf, draftOf } from './draft.ts';
import { SegmentActions } from './segment-actions.tsx';
import { SegmentMembers } from './segment-members.tsx';
import { SegmentPast } from './segment-past.tsx';
import { SegmentReach } from './segment-reach.tsx';
import classes from './segments.module.css';
import { useSaveSegment } from './segments.data.ts';

type EditorProps = {
  segment: z.infer<typeof SegmentPageView> | undefined;
  start: Condition;
  above: ReactNode;
};

/** The builder: a name, conditions line by line, and beside them who that means right now. */
export function SegmentEditor(props: EditorProps) {
  const { t } = useTranslation('segments');
  const may = useMay();
  const { segment } = props;
  const [name, setName] = useState(segment?.name ?? '');
  const [group, setGroup] = useState(() => draftOf(props.start));
  const { byName } = useAttributes();
  const condition = useMemo(() => conditionOf(group, byName), [group, byName]);
  const [asked] = useDebouncedValue(condition, 300);
  useConditionInUrl(asked, segment === undefined);
  const readOnly = !may('segments:write') || Boolean(segment?.archivedAt);
  return (
    <Page
      title={segment?.name ?? t('newTitle')}
      above={props.above}
      action={segment ? <SegmentActions segment={segment} /> : null}
    >
      <div className={classes.builder}>
        <div className={classes.left}>
          {readOnly ? null : (
            <TextInput
              label={t('name')}
              description={t('nameHint')}
              maw={480}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          )}
          <Section title={t('condition')}>
            <ConditionGroup group={group} onChange={setGroup} readOnly={readOnly} />
          </Section>
          {readOnly ? null : <SaveLine segment={segment} name={name} condition={condition} />}
        </div>
        <SegmentReach condition={asked} unfinished={condition === undefined} />
      </div>
      {segment ? (
        <>
          <SegmentMembers segment={segment} />
          <SegmentPast segment={segment} />
        </>
      ) : null}
    </Page>
  );
}

function SaveLine(props: {
  segment: EditorProps['segment'];
  name: string;
  condition: Condition | undefined;
}) {
  const { t } = useTranslation('segments');
  const { t: parts } = useTranslation('parts');
  const navigate = useNavigate();
  const { segment, condition } = props;
  const save = useSaveSegment(segment?.segmentId);
  const name = props.name.trim();
  const submit = () => {
    if (!condition) return;
    save.mutate(
      { name, condition, ...(segment ? { version: segment.version } : {}) },
      {
        onSuccess: (saved) =>
          void navigate({ to: '/segments/$id', params: { id: String(saved.segmentId) }, search: {} }),
      },
    );
  };
  return (
    <div className={classes.save}>
      {save.error ? <ProblemNote thrown={save.error} /> : null}
      <Button onClick={submit} loading={save.isPending} disabled={name === '' || condition === undefined}>
        {segment ? parts('save') : t('create')}
      </Button>
      {condition === undefined ? <span className="soft small">{t('unfinished')}</span> : null}
    </div>
  );
}

/** A new segment's condition lives in the address, so that a reload or a colleague finds it again. */
function useConditionInUrl(condition: Condition | undefined, isNew: boolean): void {
  const navigate = useNavigate();
  const search = useSearch({ strict: false });
  const kept = JSON.stringify((search as { condition?: Condition }).condition);
  useEffect(() => {
    if (!isNew || condition === undefined || kept === JSON.stringify(condition)) return;
    const empty = 'and' in condition && condition.and.length === 0;
    if (empty && kept === undefined) return;
    void navigate({ to: '/segments/new', search: empty ? {} : { condition }, replace: true });
  }, [condition, isNew, kept, navigate]);
}
