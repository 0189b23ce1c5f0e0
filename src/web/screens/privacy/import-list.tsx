import { Button, FileInput, NativeSelect, Progress, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OppositionListView } from '#identify/consent/api';
import form from '../../components/form.module.css';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useFormat } from '../../data/use-format.ts';
import { useImportList } from './privacy.data.ts';

type Kind = OppositionListView['kind'];
const kinds: readonly Kind[] = ['phone', 'email', 'address'];

/** Takes a list in from a file; with `renews`, in place of what that one had. */
export function ImportList(props: { renews?: OppositionListView; onDone: (listId: number) => void }) {
  const { t } = useTranslation('privacy');
  const { renews } = props;
  const [name, setName] = useState('');
  const [kind, setKind] = useState<Kind>('phone');
  const [obtainedOn, setObtainedOn] = useState('');
  const [expiresOn, setExpiresOn] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [share, setShare] = useState(0);
  const send = useImportList();
  const submit = () => {
    if (file === null) return;
    const about = renews
      ? { name: renews.name, kind: renews.kind, channels: renews.channels.join(',') }
      : { name: name.trim(), kind };
    const query = { ...about, obtainedOn, expiresOn };
    setShare(0);
    send.mutate({ file, query, onProgress: setShare }, { onSuccess: ({ listId }) => props.onDone(listId) });
  };
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {renews ? null : (
        <>
          <TextInput
            label={t('list.name')}
            description={t('list.nameHint')}
            required
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <NativeSelect
            label={t('list.kind')}
            description={t(`list.kindHint.${kind}`)}
            value={kind}
            data={kinds.map((one) => ({ value: one, label: t(`list.kinds.${one}`) }))}
            onChange={(event) => setKind(event.currentTarget.value as Kind)}
          />
        </>
      )}
      <FileInput
        label={t('list.file')}
        description={t('list.fileHint')}
        placeholder={t('list.choose')}
        value={file}
        onChange={setFile}
        clearable
        clearButtonProps={{ 'aria-label': t('list.clear') }}
      />
      <TextInput
        type="date"
        label={t('list.obtained')}
        description={t('list.obtainedHint')}
        value={obtainedOn}
        onChange={(event) => setObtainedOn(event.currentTarget.value)}
      />
      <TextInput
        type="date"
        label={t('list.expires')}
        description={t('list.expiresHint')}
        value={expiresOn}
        onChange={(event) => setExpiresOn(event.currentTarget.value)}
      />
      {send.isPending ? <Progress size={4} value={share * 100} aria-label={t('list.sending')} /> : null}
      {send.error ? <ProblemNote thrown={send.error} /> : null}
      {send.data ? <Taken taken={send.data.entries} leftOut={send.data.leftOut} /> : null}
      <div className={form.buttons}>
        <Button
          type="submit"
          loading={send.isPending}
          disabled={file === null || (renews === undefined && name.trim() === '')}
        >
          {renews ? t('list.replace') : t('list.take')}
        </Button>
      </div>
    </form>
  );
}

function Taken(props: { taken: number; leftOut: number }) {
  const { t } = useTranslation('privacy');
  const format = useFormat();
  return (
    <p role="status" className="small">
      {t('list.taken', { count: props.taken, shown: format.number(props.taken) })}{' '}
      {props.leftOut > 0
        ? t('list.leftOut', { count: props.leftOut, shown: format.number(props.leftOut) })
        : null}
    </p>
  );
}
