import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Licence, ScreenedColumns, ScreeningBody } from '#identify/screening/api';
import type { z } from 'zod';
import { Page, Section } from '../../components/page.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { FileDrop } from '../sources/file-drop.tsx';
import { useDetect, useGuess } from '../sources/sources.data.ts';
import { LicenceForm } from './licence-form.tsx';
import { guessedColumns } from './guessed-columns.ts';
import { useStartScreening } from './screening.data.ts';
import { ScreenedColumnsForm } from './screened-columns-form.tsx';

/** Three steps on one page: the file, what its columns say, then the licence and the run. */
export function NewScreeningScreen() {
  const { t } = useTranslation('screening');
  const { file } = useSearch({ from: '/inside/sources/screenings/new' });
  const navigate = useNavigate({ from: '/sources/screenings/new' });
  const set = (fileId: string | undefined) =>
    void navigate({ search: fileId === undefined ? {} : { file: fileId } });
  return (
    <Page
      title={t('add')}
      sentence={t('newSentence')}
      above={
        <Link to="/sources/screenings" className="link">
          {t('title')}
        </Link>
      }
    >
      <Section title={`1. ${t('steps.file')}`}>
        <FileDrop fileId={file} onFile={set} />
      </Section>
      {file ? <FileRead key={file} fileId={file} /> : null}
    </Page>
  );
}

function FileRead({ fileId }: { fileId: string }) {
  const detected = useDetect(fileId, undefined);
  if (detected.error) return <ProblemNote thrown={detected.error} />;
  if (!detected.data) return null;
  return <Guessed fileId={fileId} format={detected.data.format} />;
}

function Guessed(props: { fileId: string; format: Parameters<typeof useGuess>[1]['format'] }) {
  const guess = useGuess(props.fileId, { format: props.format, kind: 'person' });
  if (guess.error) return <ProblemNote thrown={guess.error} />;
  if (!guess.data) return null;
  return (
    <Steps fileId={props.fileId} columns={guess.data.columns} guessed={guessedColumns(guess.data.columns)} />
  );
}

function Steps(props: {
  fileId: string;
  columns: Parameters<typeof guessedColumns>[0];
  guessed: ScreenedColumns;
}) {
  const { t } = useTranslation('screening');
  const navigate = useNavigate();
  const start = useStartScreening();
  const [columns, setColumns] = useState(props.guessed);
  const run = (channel: z.infer<typeof ScreeningBody>['channel'], licence: Licence) =>
    start.mutate(
      { files: [{ fileId: props.fileId, columns }], channel, licence },
      {
        onSuccess: ({ screeningId }) =>
          void navigate({ to: '/sources/screenings', search: { open: String(screeningId) } }),
      },
    );
  return (
    <>
      <Section title={`2. ${t('steps.columns')}`}>
        <ScreenedColumnsForm columns={props.columns} chosen={columns} onChange={setColumns} />
      </Section>
      <Section title={`3. ${t('steps.licence')}`}>
        <LicenceForm onRun={run} busy={start.isPending} thrown={start.error} />
      </Section>
    </>
  );
}
