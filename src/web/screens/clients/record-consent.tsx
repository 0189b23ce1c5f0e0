import { Button, NativeSelect, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import form from '../../components/form.module.css';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useRecordConsent } from './clients.data.ts';

const channels = ['email', 'sms', 'phone', 'post'] as const;

/** Notes what somebody said about being contacted, with what proves it. */
export function RecordConsent(props: { customerId: number; onDone: () => void }) {
  const { t } = useTranslation('clients');
  const [channel, setChannel] = useState<string>('email');
  const [purpose, setPurpose] = useState('marketing');
  const [status, setStatus] = useState<'granted' | 'withdrawn'>('granted');
  const [how, setHow] = useState('');
  const [note, setNote] = useState('');
  const record = useRecordConsent(props.customerId);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const evidence = { how: how.trim(), ...(note.trim() === '' ? {} : { note: note.trim() }) };
    record.mutate({ channel, purpose, status, evidence }, { onSuccess: props.onDone });
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <SegmentedControl
        aria-label={t('consentForm.status')}
        value={status}
        onChange={(value) => setStatus(value === 'withdrawn' ? 'withdrawn' : 'granted')}
        data={[
          { value: 'granted', label: t('granted') },
          { value: 'withdrawn', label: t('withdrawn') },
        ]}
      />
      <NativeSelect
        label={t('consentForm.channel')}
        value={channel}
        data={channels.map((one) => ({ value: one, label: t(`channels.${one}`) }))}
        onChange={(event) => setChannel(event.currentTarget.value)}
      />
      <TextInput
        label={t('consentForm.purpose')}
        required
        value={purpose}
        onChange={(event) => setPurpose(event.currentTarget.value)}
      />
      <TextInput
        label={t('consentForm.how')}
        description={t('consentForm.howHint')}
        required
        value={how}
        onChange={(event) => setHow(event.currentTarget.value)}
      />
      <Textarea
        label={t('consentForm.note')}
        value={note}
        autosize
        minRows={2}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {record.isError ? <ProblemNote thrown={record.error} /> : null}
      <div className={form.buttons}>
        <Button type="submit" loading={record.isPending} disabled={how.trim() === ''}>
          {t('consentForm.save')}
        </Button>
      </div>
    </form>
  );
}
