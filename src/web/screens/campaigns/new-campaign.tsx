import { Button, TextInput } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import form from '../../components/form.module.css';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useCreateCampaign } from './campaigns.data.ts';

/** A name is all a draft needs; its editor opens next. */
export function NewCampaign() {
  const { t, i18n } = useTranslation('campaigns');
  const navigate = useNavigate();
  const { segment } = useSearch({ strict: false }) as { segment?: number };
  const [name, setName] = useState('');
  const create = useCreateCampaign();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const language = i18n.language === 'en' ? 'en' : 'fr';
    const audience = segment === undefined ? {} : { audience: { segmentId: segment } };
    create.mutate(
      { name: name.trim(), content: { language }, ...audience },
      {
        onSuccess: ({ campaignId }) =>
          void navigate({ to: '/campaigns/$id', params: { id: String(campaignId) }, search: {} }),
      },
    );
  };
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
      {create.isError ? <ProblemNote thrown={create.error} /> : null}
      <div className={form.buttons}>
        <Button type="submit" loading={create.isPending} disabled={name.trim() === ''}>
          {t('create')}
        </Button>
      </div>
    </form>
  );
}
