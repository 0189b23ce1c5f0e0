import { Autocomplete, Button, NativeSelect, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import form from '../../components/form.module.css';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useAddWording } from './privacy.data.ts';

/** Keeps the words that people read; under a name there is, they are its next version. */
export function AddWording(props: { names: readonly string[]; onDone: (wordingId: number) => void }) {
  const { t, i18n } = useTranslation('privacy');
  const [name, setName] = useState('');
  const [language, setLanguage] = useState<'fr' | 'en'>(i18n.language === 'en' ? 'en' : 'fr');
  const [content, setContent] = useState('');
  const add = useAddWording();
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate(
          { name: name.trim(), language, content: content.trim() },
          { onSuccess: ({ wordingId }) => props.onDone(wordingId) },
        );
      }}
    >
      <Autocomplete
        label={t('wording.name')}
        description={props.names.includes(name) ? t('wording.next') : t('wording.nameHint')}
        required
        maxLength={200}
        data={[...props.names]}
        value={name}
        onChange={setName}
      />
      <NativeSelect
        label={t('wording.language')}
        value={language}
        data={(['fr', 'en'] as const).map((one) => ({ value: one, label: t(`wording.languages.${one}`) }))}
        onChange={(event) => setLanguage(event.currentTarget.value === 'en' ? 'en' : 'fr')}
      />
      <Textarea
        label={t('wording.content')}
        description={t('wording.contentHint')}
        required
        autosize
        minRows={4}
        maxLength={10_000}
        value={content}
        onChange={(event) => setContent(event.currentTarget.value)}
      />
      {add.error ? <ProblemNote thrown={add.error} /> : null}
      <div className={form.buttons}>
        <Button type="submit" loading={add.isPending} disabled={name.trim() === '' || content.trim() === ''}>
          {t('wording.save')}
        </Button>
      </div>
    </form>
  );
}
