import { Button, Divider, Text, TextInput } from '@mantine/core';
import { modals } from '@mantine/modals';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import form from '../../components/form.module.css';
import { ProblemNote } from '../../components/problem-note.tsx';
import { SecretOnce } from '../../components/secret-once.tsx';
import { RoleChoice } from './role-choice.tsx';
import { type Account, useChangeAccount } from './users.data.ts';

/** One user: name and role, a new password, disabling. */
export function EditAccount(props: { account: Account; onDone: () => void }) {
  const { t } = useTranslation('users');
  const { t: parts } = useTranslation('parts');
  const { account } = props;
  const [name, setName] = useState(account.name);
  const [role, setRole] = useState(account.role);
  const change = useChangeAccount(account.accountId);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ name: name.trim(), role }, { onSuccess: props.onDone });
  };
  const disable = () =>
    modals.openConfirmModal({
      title: t('disable'),
      children: <Text size="sm">{t('disableConfirm', { name: account.name })}</Text>,
      labels: { confirm: t('disable'), cancel: parts('cancel') },
      onConfirm: () => change.mutate({ disabled: true }, { onSuccess: props.onDone }),
    });
  return (
    <form className={form.form} onSubmit={submit}>
      <TextInput label={t('email')} value={account.email} readOnly />
      <TextInput
        label={t('name')}
        required
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <RoleChoice value={role} onChange={setRole} />
      {change.isError ? <ProblemNote thrown={change.error} /> : null}
      {change.data?.password ? (
        <SecretOnce
          label={t('created_title', { email: account.email })}
          secret={change.data.password}
          note={t('once')}
        />
      ) : null}
      <div className={form.buttons}>
        <Button type="submit" loading={change.isPending} disabled={name.trim() === ''}>
          {parts('save')}
        </Button>
      </div>
      <Divider />
      <div className={form.buttons}>
        <Button variant="default" onClick={() => change.mutate({ resetPassword: true })}>
          {t('reset')}
        </Button>
        {account.disabledAt ? (
          <Button
            variant="default"
            onClick={() => change.mutate({ disabled: false }, { onSuccess: props.onDone })}
          >
            {t('enable')}
          </Button>
        ) : (
          <Button variant="default" onClick={disable}>
            {t('disable')}
          </Button>
        )}
      </div>
    </form>
  );
}
