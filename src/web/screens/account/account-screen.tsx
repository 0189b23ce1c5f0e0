import { Button, PasswordInput, SegmentedControl, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChangeLanguage } from '../../app/use-change-language.ts';
import form from '../../components/form.module.css';
import { Page, Section } from '../../components/page.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { meQuery, type Person, useChangeMe } from '../../data/session.ts';

const passwordLengthMin = 12;

/** One's own account. */
export function AccountScreen() {
  const { t } = useTranslation('account');
  const { data: me } = useQuery(meQuery);
  return (
    <Page title={t('title')} sentence={t('sentence')}>
      <Section title={t('identity')}>{me ? <Identity me={me} /> : null}</Section>
      <Section title={t('password')}>
        <PasswordForm />
      </Section>
    </Page>
  );
}

function Identity(props: { me: Person }) {
  const { t, i18n } = useTranslation('account');
  const { t: users } = useTranslation('users');
  const { t: parts } = useTranslation('parts');
  const [name, setName] = useState(props.me.name);
  const change = useChangeMe();
  const changeLanguage = useChangeLanguage();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ name: name.trim() });
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <TextInput
        label={t('name')}
        required
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput label={t('email')} description={t('emailHint')} value={props.me.email ?? ''} readOnly />
      <TextInput
        label={t('role')}
        description={users(`roleMeans.${props.me.role}`)}
        value={users(`roles.${props.me.role}`)}
        readOnly
      />
      <div>
        <Text size="sm" fw={500} mb={4} id="language-label">
          {t('language')}
        </Text>
        <SegmentedControl
          aria-labelledby="language-label"
          value={i18n.language}
          onChange={(value) => changeLanguage(value === 'en' ? 'en' : 'fr')}
          data={[
            { value: 'fr', label: 'Français' },
            { value: 'en', label: 'English' },
          ]}
        />
      </div>
      {change.isError ? <ProblemNote thrown={change.error} /> : null}
      <div className={form.buttons}>
        <Button type="submit" loading={change.isPending} disabled={name.trim() === ''}>
          {parts('save')}
        </Button>
        <span role="status">{change.isSuccess ? t('saved') : ''}</span>
      </div>
    </form>
  );
}

function PasswordForm() {
  const { t } = useTranslation('account');
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useChangeMe();
  const missing = passwordLengthMin - next.length;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(
      { password: { current, next } },
      {
        onSuccess: () => {
          setCurrent('');
          setNext('');
        },
      },
    );
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <PasswordInput
        label={t('current')}
        required
        autoComplete="current-password"
        value={current}
        onChange={(event) => setCurrent(event.currentTarget.value)}
      />
      <PasswordInput
        label={t('next')}
        description={t('nextHint')}
        required
        autoComplete="new-password"
        value={next}
        onChange={(event) => setNext(event.currentTarget.value)}
        error={
          next !== '' && missing > 0 ? t('tooShort', { count: missing, missing: String(missing) }) : null
        }
      />
      {change.isError ? <ProblemNote thrown={change.error} /> : null}
      <div className={form.buttons}>
        <Button type="submit" loading={change.isPending} disabled={missing > 0 || current === ''}>
          {t('change')}
        </Button>
        <span role="status">{change.isSuccess ? t('changed') : ''}</span>
      </div>
    </form>
  );
}
