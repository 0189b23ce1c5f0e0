import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { NewApiKey, type NewApiKeyBody } from '#access/api';
import form from '../../components/form.module.css';
import { ProblemNote } from '../../components/problem-note.tsx';
import { SecretOnce } from '../../components/secret-once.tsx';
import { request } from '../../data/request.ts';
import { RoleChoice } from '../users/role-choice.tsx';

/** A form for a new API key; ends with the key, shown once. */
export function AddKey(props: { onDone: () => void }) {
  const { t } = useTranslation('keys');
  const [name, setName] = useState('');
  const [role, setRole] = useState<z.infer<typeof NewApiKeyBody>['role']>('reader');
  const queries = useQueryClient();
  const add = useMutation({
    mutationFn: (body: z.input<typeof NewApiKeyBody>) =>
      request({ method: 'POST', path: '/api-keys', body, shape: NewApiKey }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['api-keys'] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate({ name: name.trim(), role });
  };
  if (add.data) {
    return (
      <div className={form.form}>
        <SecretOnce label={t('label', { name: add.data.name })} secret={add.data.key} note={t('once')} />
        <Button variant="default" onClick={props.onDone}>
          {t('done')}
        </Button>
      </div>
    );
  }
  return (
    <form className={form.form} onSubmit={submit}>
      <TextInput
        label={t('name')}
        description={t('nameHint')}
        required
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <RoleChoice value={role} onChange={setRole} />
      {add.isError ? <ProblemNote thrown={add.error} /> : null}
      <div className={form.buttons}>
        <Button type="submit" loading={add.isPending} disabled={name.trim() === ''}>
          {t('add')}
        </Button>
      </div>
    </form>
  );
}
