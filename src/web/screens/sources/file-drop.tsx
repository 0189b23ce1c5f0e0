import { Button, FileButton, Progress } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useFormat } from '../../data/use-format.ts';
import { useUpload } from './sources.data.ts';
import classes from './sources.module.css';
import { uploadFile } from './upload-file.ts';

type Sending = { name: string; share: number; thrown?: unknown };

/** Step 1: drop or choose a file; it is sent at once, with its progress. */
export function FileDrop(props: {
  fileId: string | undefined;
  onFile: (fileId: string | undefined) => void;
}) {
  const { t } = useTranslation('sources');
  const format = useFormat();
  const upload = useUpload(props.fileId);
  const [sending, setSending] = useState<Sending>();
  const [over, setOver] = useState(false);
  const cutter = useRef<AbortController>(undefined);
  useEffect(() => () => cutter.current?.abort(), []);
  const send = async (file: File | null | undefined) => {
    if (!file) return;
    cutter.current = new AbortController();
    setSending({ name: file.name, share: 0 });
    try {
      const sent = await uploadFile(
        file,
        (share) => setSending({ name: file.name, share }),
        cutter.current.signal,
      );
      setSending(undefined);
      props.onFile(sent.fileId);
    } catch (thrown) {
      setSending({ name: file.name, share: 0, thrown });
    }
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void send(event.dataTransfer.files[0]);
  };
  if (upload.data && !sending) {
    return (
      <p className={classes.file}>
        <strong>{upload.data.name}</strong> <span className="soft">{format.bytes(upload.data.bytes)}</span>
        <Button variant="subtle" size="compact-sm" color="gray" onClick={() => props.onFile(undefined)}>
          {t('wizard.other')}
        </Button>
      </p>
    );
  }
  return (
    <>
      {upload.error ? <ProblemNote thrown={upload.error} /> : null}
      <div
        className={classes.drop}
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <IconFileUpload size={28} stroke={1.4} />
        <p>{t('wizard.drop')}</p>
        <FileButton onChange={(file) => void send(file)} inputProps={{ 'aria-label': t('wizard.choose') }}>
          {(button) => (
            <Button
              variant="default"
              {...button}
              loading={sending !== undefined && sending.thrown === undefined}
            >
              {t('wizard.choose')}
            </Button>
          )}
        </FileButton>
        <p className="soft small">{t('wizard.dropHint')}</p>
      </div>
      {sending ? <SendingLine sending={sending} /> : null}
    </>
  );
}

function SendingLine(props: { sending: Sending }) {
  const { t } = useTranslation('sources');
  const { sending } = props;
  if (sending.thrown) return <ProblemNote thrown={sending.thrown} />;
  const label = t('wizard.sending', { file: sending.name });
  return (
    <div role="status">
      <p className="small">{label}</p>
      <Progress size={4} value={sending.share * 100} aria-label={label} />
    </div>
  );
}
