import { Button, Select, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import form from '../../components/form.module.css';
import { ProblemNote } from '../../components/problem-note.tsx';
import { SecretOnce } from '../../components/secret-once.tsx';
import { RoleChoice } from './role-choice.tsx';
import { type Account, useAddAccount } from './users.data.ts';

/** A form for a new user; ends with their password, shown once. */
export function AddAccount(props: { onDone: () => void }) {
  const { t } = useTranslation('users');
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [role, setRole] = useState<Account['role']>('reader');
  const [language, setLanguage] = useState<'fr' | 'en'>('fr');
  const add = useAddAccount();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate({ email, role, language, ...(name.trim() === '' ? {} : { name: name.trim() }) });
  };
  if (add.data) {
    return (
      <div className={form.form}>
        <SecretOnce
          label={t('created_title', { email: add.data.email })}
          secret={add.data.password}
          note={t('once')}
        />
        <Button variant="default" onClick={props.onDone}>
          {t('done')}
        </Button>
      </div>
    );
  }
  return (
    <form className={form.form} onSubmit={submit}>
      <TextInput
        label={t('email')}
        type="email"
        required
        data-autofocus
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <TextInput label={t('name')} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <RoleChoice value={role} onChange={setRole} />
      <Select
        label={t('language')}
        value={language}
        allowDeselect={false}
        onChange={(value) => setLanguage(value === 'en' ? 'en' : 'fr')}
        data={[
          { value: 'fr', label: 'Français' },
          { value: 'en', label: 'English' },
        ]}
      />
      {add.isError ? <ProblemNote thrown={add.error} /> : null}
      <div className={form.buttons}>
        <Button type="submit" loading={add.isPending}>
          {t('create')}
        </Button>
      </div>
    </form>
  );
}
