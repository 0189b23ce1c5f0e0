import { Button, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Note } from '#identify/dossier/api';
import form from '../../components/form.module.css';
import { Section } from '../../components/page.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { SideDrawer } from '../../components/side-drawer.tsx';
import { useMay } from '../../data/session.ts';
import { useFormat } from '../../data/use-format.ts';
import { useFindNotes, useRemoveNote, useWriteNote } from './dossier.data.ts';
import classes from './dossier.module.css';
import { useKey } from './use-key.ts';

/** Above this many a field to search them is worth its place. */
const searchedFrom = 6;

/** What people wrote on a person, the latest first; `n` writes another. */
export function ClientNotes(props: { customerId: number; notes: readonly Note[] }) {
  const { t } = useTranslation('dossier');
  const may = useMay()('customers:write');
  const [written, setWritten] = useState<Note | 'new' | undefined>();
  const [text, setText] = useState('');
  const [sought] = useDebouncedValue(text.trim(), 200);
  const found = useFindNotes(props.customerId, sought);
  useKey('n', () => (may ? setWritten('new') : undefined));
  const notes = sought === '' ? props.notes : (found.data?.items ?? []);
  return (
    <Section
      title={t('notes')}
      aside={
        may ? (
          <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setWritten('new')}>
            {t('note')} <kbd className={classes.key}>n</kbd>
          </Button>
        ) : null
      }
    >
      {props.notes.length >= searchedFrom ? (
        <TextInput
          size="xs"
          mb="xs"
          aria-label={t('search')}
          placeholder={t('search')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      ) : null}
      {props.notes.length === 0 ? <p className="soft small">{t('noNotes')}</p> : null}
      {sought !== '' && found.data?.items.length === 0 ? (
        <p className="soft small">{t('nothingFound')}</p>
      ) : null}
      <ul className={classes.notes}>
        {notes.map((note) => (
          <OneNote key={note.noteId} note={note} onChange={may ? () => setWritten(note) : undefined} />
        ))}
      </ul>
      <SideDrawer title={t('note')} opened={written !== undefined} onClose={() => setWritten(undefined)}>
        {written === undefined ? null : (
          <WriteNote
            customerId={props.customerId}
            note={written === 'new' ? undefined : written}
            onDone={() => setWritten(undefined)}
          />
        )}
      </SideDrawer>
    </Section>
  );
}

function OneNote(props: { note: Note; onChange: (() => void) | undefined }) {
  const { t } = useTranslation('dossier');
  const format = useFormat();
  const { note } = props;
  return (
    <li>
      <p className={classes.text}>{note.text}</p>
      <p className={classes.by}>
        <span>
          {t('by', { name: note.writtenBy, date: format.relative(note.writtenAt) })}
          {note.changedAt === null ? null : ` · ${t('changed')}`}
        </span>
        {props.onChange ? (
          <Button size="compact-xs" variant="subtle" color="gray" onClick={props.onChange}>
            {t('change')}
          </Button>
        ) : null}
      </p>
    </li>
  );
}

function WriteNote(props: { customerId: number; note: Note | undefined; onDone: () => void }) {
  const { t } = useTranslation('dossier');
  const [text, setText] = useState(props.note?.text ?? '');
  const [sure, setSure] = useState(false);
  const write = useWriteNote(props.customerId);
  const remove = useRemoveNote();
  const noteId = props.note?.noteId;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    write.mutate({ noteId, text: text.trim() }, { onSuccess: props.onDone });
  };
  const removing = () =>
    noteId === undefined || !sure ? setSure(true) : remove.mutate(noteId, { onSuccess: props.onDone });
  return (
    <form className={form.form} onSubmit={submit}>
      <Textarea
        label={t('noteText')}
        description={t('noteHint')}
        data-autofocus
        required
        autosize
        minRows={4}
        maxRows={16}
        maxLength={10_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {write.isError ? <ProblemNote thrown={write.error} /> : null}
      {remove.isError ? <ProblemNote thrown={remove.error} /> : null}
      <div className={form.buttons}>
        <Button type="submit" loading={write.isPending} disabled={text.trim() === ''}>
          {t('saveNote')}
        </Button>
        {noteId === undefined ? null : (
          <Button variant="subtle" color="gray" loading={remove.isPending} onClick={removing}>
            {sure ? t('removeSure') : t('remove')}
          </Button>
        )}
      </div>
    </form>
  );
}
