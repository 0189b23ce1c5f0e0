import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DraftMapping, type FileFormat, GuessableKind, type GuessReply } from '#identify/sources/api';
import { Section } from '../../components/page.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { CheckStep } from './check-step.tsx';
import { ColumnTable } from './column-table.tsx';
import { finished } from './mapping-edit.ts';
import { MissingFields } from './missing-fields.tsx';
import { useGuess } from './sources.data.ts';
import classes from './sources.module.css';

/** Step 2: what each column says, guessed, to be confirmed or changed; then the check and the run. */
export function MappingStep(props: { fileId: string; format: FileFormat }) {
  const [kind, setKind] = useState<GuessableKind>();
  const guess = useGuess(props.fileId, { format: props.format, kind });
  if (guess.error) return <ProblemNote thrown={guess.error} />;
  if (!guess.data || guess.isPlaceholderData) return null;
  return (
    <MappingEditor
      key={`${kind ?? ''}`}
      fileId={props.fileId}
      guess={guess.data}
      kind={kind ?? guess.data.kind ?? undefined}
      onKind={setKind}
    />
  );
}

type EditorProps = {
  fileId: string;
  guess: GuessReply;
  kind: GuessableKind | undefined;
  onKind: (kind: GuessableKind | undefined) => void;
};

function MappingEditor(props: EditorProps) {
  const { t } = useTranslation('sources');
  const { guess } = props;
  const [mapping, setMapping] = useState<DraftMapping>(guess.mapping);
  const ready = finished(mapping);
  return (
    <>
      <Section title={`2. ${t('wizard.mapping')}`}>
        {guess.saved ? (
          <p>{t('wizard.saved', { name: guess.saved.name, version: String(guess.saved.version) })}</p>
        ) : null}
        <div className={classes.format}>
          <TextInput
            label={t('wizard.source')}
            title={t('wizard.sourceHint')}
            required
            value={mapping.source}
            onChange={(event) => setMapping({ ...mapping, source: event.currentTarget.value })}
          />
          <TextInput
            label={t('wizard.mappingName')}
            required
            value={mapping.name}
            onChange={(event) => setMapping({ ...mapping, name: event.currentTarget.value })}
          />
          <NativeSelect
            label={t('wizard.lines')}
            value={props.kind ?? ''}
            data={[
              ...(props.kind ? [] : [{ value: '', label: '…' }]),
              ...GuessableKind.options.map((kind) => ({ value: kind, label: t(`records.${kind}`) })),
            ]}
            onChange={(event) => props.onKind(GuessableKind.safeParse(event.currentTarget.value).data)}
          />
        </div>
        <ColumnTable columns={guess.columns} mapping={mapping} onChange={setMapping} />
        <MissingFields mapping={mapping} onChange={setMapping} />
      </Section>
      <CheckStep fileId={props.fileId} mapping={ready} />
    </>
  );
}
