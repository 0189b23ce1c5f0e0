import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useState } from 'react';
import type { FileFormat } from '#identify/sources/api';
import { Page, Section } from '../../components/page.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { FileDrop } from './file-drop.tsx';
import { FormatStep } from './format-step.tsx';
import { MappingStep } from './mapping-step.tsx';
import { useDetect, useUpload } from './sources.data.ts';

/** Four steps on one page: the file, how it is written and what its columns say, a check, then the run. */
export function NewImportScreen() {
  const { t } = useTranslation('sources');
  const { file } = useSearch({ from: '/inside/sources/new' });
  const navigate = useNavigate({ from: '/sources/new' });
  const set = (fileId: string | undefined) =>
    void navigate({ search: fileId === undefined ? {} : { file: fileId } });
  return (
    <Page
      title={t('wizard.title')}
      sentence={t('wizard.sentence')}
      above={
        <Link to="/sources" className="link">
          {t('title')}
        </Link>
      }
    >
      <Section title={`1. ${t('wizard.file')}`}>
        <FileDrop fileId={file} onFile={set} />
      </Section>
      {file ? <FileRead key={file} fileId={file} /> : null}
    </Page>
  );
}

function FileRead(props: { fileId: string }) {
  const { t } = useTranslation('sources');
  const [format, setFormat] = useState<FileFormat>();
  const upload = useUpload(props.fileId);
  const detected = useDetect(props.fileId, format);
  if (detected.error && !detected.data) return <ProblemNote thrown={detected.error} />;
  if (!detected.data || !upload.data) return null;
  const used = format ?? detected.data.format;
  return (
    <>
      <Section title={t('wizard.format')}>
        {detected.error ? <ProblemNote thrown={detected.error} /> : null}
        <FormatStep detected={detected.data} format={used} onFormat={setFormat} />
      </Section>
      <MappingStep key={JSON.stringify(used)} fileId={props.fileId} format={used} />
    </>
  );
}
