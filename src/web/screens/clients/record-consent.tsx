import { Button, FileInput, NativeSelect, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import form from '../../components/form.module.css';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useWordings } from '../privacy/privacy.data.ts';
import { useRecordConsent } from './consents.data.ts';

const channels = ['email', 'sms', 'phone', 'post'] as const;
const empty = {
  ...{ channel: 'email', purpose: 'marketing', brand: '', status: 'granted' as 'granted' | 'withdrawn' },
  ...{ how: '', note: '', day: '', wordingId: '' },
};

/** Notes what somebody said about being contacted, with what proves it. */
export function RecordConsent(props: { customerId: number; onDone: () => void }) {
  const { t } = useTranslation('clients');
  const [said, setSaid] = useState(empty);
  const [proof, setProof] = useState<File | null>(null);
  const record = useRecordConsent(props.customerId);
  const set = (change: Partial<typeof empty>) => setSaid({ ...said, ...change });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    record.mutate({ consent: consentOf(said), proof }, { onSuccess: props.onDone });
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <SegmentedControl
        aria-label={t('consentForm.status')}
        value={said.status}
        onChange={(value) => set({ status: value === 'withdrawn' ? 'withdrawn' : 'granted' })}
        data={[
          { value: 'granted', label: t('granted') },
          { value: 'withdrawn', label: t('withdrawn') },
        ]}
      />
      <NativeSelect
        label={t('consentForm.channel')}
        value={said.channel}
        data={channels.map((one) => ({ value: one, label: t(`channels.${one}`) }))}
        onChange={(event) => set({ channel: event.currentTarget.value })}
      />
      <TextInput
        label={t('consentForm.purpose')}
        required
        value={said.purpose}
        onChange={(event) => set({ purpose: event.currentTarget.value })}
      />
      <TextInput
        label={t('consentForm.brand')}
        description={t('consentForm.brandHint')}
        maxLength={100}
        value={said.brand}
        onChange={(event) => set({ brand: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('consentForm.day')}
        description={t('consentForm.dayHint')}
        value={said.day}
        onChange={(event) => set({ day: event.currentTarget.value })}
      />
      <TextInput
        label={t('consentForm.how')}
        description={t('consentForm.howHint')}
        required
        value={said.how}
        onChange={(event) => set({ how: event.currentTarget.value })}
      />
      <WordingChoice value={said.wordingId} onChange={(wordingId) => set({ wordingId })} />
      <FileInput
        label={t('consentForm.proof')}
        description={t('consentForm.proofHint')}
        placeholder={t('consentForm.choose')}
        value={proof}
        onChange={setProof}
        clearable
        clearButtonProps={{ 'aria-label': t('consentForm.clear') }}
      />
      <Textarea
        label={t('consentForm.note')}
        value={said.note}
        autosize
        minRows={2}
        onChange={(event) => set({ note: event.currentTarget.value })}
      />
      {record.isError ? <ProblemNote thrown={record.error} /> : null}
      <div className={form.buttons}>
        <Button type="submit" loading={record.isPending} disabled={said.how.trim() === ''}>
          {t('consentForm.save')}
        </Button>
      </div>
    </form>
  );
}

function WordingChoice(props: { value: string; onChange: (wordingId: string) => void }) {
  const { t } = useTranslation('clients');
  const wordings = useWordings();
  const items = wordings.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <NativeSelect
      label={t('consentForm.wording')}
      value={props.value}
      data={[
        { value: '', label: t('consentForm.noWording') },
        ...items.map((one) => ({
          value: String(one.wordingId),
          label: t('proof.version', { name: one.name, version: String(one.version) }),
        })),
      ]}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}

/** What was filled in, as the API takes it. A day of the past counts from its noon, today from now. */
function consentOf({ channel, purpose, brand, status, how, note, day, wordingId }: typeof empty) {
  const today = new Date().toISOString().slice(0, 10);
  return {
    ...{ channel, purpose, brand, status },
    ...(day === '' || day === today ? {} : { occurredAt: `${day}T12:00:00Z` }),
    evidence: {
      how: how.trim(),
      ...(note.trim() === '' ? {} : { note: note.trim() }),
      ...(wordingId === '' ? {} : { wordingId: Number(wordingId) }),
    },
  };
}
