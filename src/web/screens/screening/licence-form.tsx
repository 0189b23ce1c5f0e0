import { Button, NativeSelect, Radio, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Licence } from '#identify/screening/api';
import form from '../../components/form.module.css';
import { useHouseCurrency } from '../../data/session.ts';
import { ProblemNote } from '../../components/problem-note.tsx';

const channels = ['email', 'sms', 'phone', 'post'] as const;
type Channel = (typeof channels)[number];

/** What the list is for, whose it is, and what may be done with it; then the run. */
export function LicenceForm(props: {
  onRun: (channel: Channel, licence: Licence) => void;
  busy: boolean;
  thrown: unknown;
}) {
  const { t } = useTranslation('screening');
  const { t: clients } = useTranslation('clients');
  const currency = useHouseCurrency();
  const [channel, setChannel] = useState<Channel>('post');
  const [licence, setLicence] = useState({ supplier: '', list: '', expiresOn: '', cost: '' });
  const [use, setUse] = useState<Licence['use']>('single');
  const text = (name: keyof typeof licence) => ({
    value: licence[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setLicence({ ...licence, [name]: event.currentTarget.value }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { supplier, list, expiresOn, cost } = licence;
    props.onRun(channel, {
      ...{ supplier, list, use, expiresOn: expiresOn === '' ? null : expiresOn },
      ...{ costPerAddress: cost.trim().replace(',', '.') || '0', currency },
    });
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <NativeSelect
        label={t('channel')}
        description={t('channelHint')}
        value={channel}
        data={channels.map((one) => ({ value: one, label: clients(`channels.${one}`) }))}
        onChange={(event) => setChannel(channels.find((one) => one === event.currentTarget.value) ?? 'post')}
      />
      <TextInput label={t('supplier')} required maxLength={200} {...text('supplier')} />
      <TextInput label={t('list')} required maxLength={200} {...text('list')} />
      <Radio.Group
        label={t('use')}
        description={t('useHint')}
        value={use}
        onChange={(value) => setUse(value === 'multiple' ? 'multiple' : 'single')}
      >
        {(['single', 'multiple'] as const).map((one) => (
          <Radio key={one} mt={6} value={one} label={t(`uses.${one}`)} />
        ))}
      </Radio.Group>
      <TextInput type="date" label={t('expires')} {...text('expiresOn')} />
      <TextInput
        label={t('costPerAddress')}
        rightSection={currency}
        rightSectionWidth={48}
        inputMode="decimal"
        pattern="\d{1,9}([.,]\d{1,6})?"
        placeholder="0,15"
        {...text('cost')}
      />
      {props.thrown ? <ProblemNote thrown={props.thrown} /> : null}
      <div className={form.buttons}>
        <Button type="submit" loading={props.busy}>
          {t('run')}
        </Button>
        <span className="soft small">{t('runHint')}</span>
      </div>
    </form>
  );
}
