import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import form from '../../components/form.module.css';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useLetBack } from './privacy.data.ts';

/** Somebody who was erased came back by herself: what keeps her out is removed, by the e-mail or card she comes with. */
export function LetBack() {
  const { t } = useTranslation('privacy');
  const [by, setBy] = useState<'email' | 'cardNumber'>('email');
  const [value, setValue] = useState('');
  const letBack = useLetBack();
  const { data } = letBack;
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        letBack.mutate(by === 'email' ? { email: value.trim() } : { cardNumber: value.trim() }, {
          onSuccess: () => setValue(''),
        });
      }}
    >
      <p className="soft small">{t('back.hint')}</p>
      <SegmentedControl
        aria-label={t('back.by')}
        value={by}
        onChange={(next) => setBy(next === 'email' ? 'email' : 'cardNumber')}
        data={(['email', 'cardNumber'] as const).map((one) => ({ value: one, label: t(`back.${one}`) }))}
      />
      <TextInput
        label={t(`back.${by}`)}
        type={by === 'email' ? 'email' : 'text'}
        value={value}
        maxLength={200}
        onChange={(event) => setValue(event.currentTarget.value)}
      />
      {letBack.error ? <ProblemNote thrown={letBack.error} /> : null}
      {data ? <p role="status">{data.removed > 0 ? t('back.done') : t('back.nobody')}</p> : null}
      <div className={form.buttons}>
        <Button type="submit" variant="default" loading={letBack.isPending} disabled={value.trim() === ''}>
          {t('back.letBack')}
        </Button>
      </div>
    </form>
  );
}
