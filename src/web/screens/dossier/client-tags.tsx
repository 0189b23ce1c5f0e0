import { TagsInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Section } from '../../components/page.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useMay } from '../../data/session.ts';
import { useTagCustomer, useTags } from './dossier.data.ts';
import classes from './dossier.module.css';

/** The tags on a person; whoever may change customers adds and removes them in place. */
export function ClientTags(props: { customerId: number; tags: readonly string[] }) {
  const { t } = useTranslation('dossier');
  const may = useMay()('customers:write');
  const known = useTags(may);
  const tag = useTagCustomer(props.customerId);
  return (
    <Section title={t('tags')}>
      {may ? (
        <TagsInput
          aria-label={t('addTag')}
          placeholder={t('addTag')}
          size="xs"
          maxTags={50}
          maxDropdownHeight={200}
          value={[...(tag.isPending ? tag.variables : props.tags)]}
          data={(known.data?.items ?? []).map((one) => one.tag)}
          onChange={(tags) => tag.mutate(tags.map((one) => one.trim()).filter((one) => one !== ''))}
        />
      ) : props.tags.length === 0 ? (
        <p className="soft small">{t('noTags')}</p>
      ) : (
        <ul className={classes.tags}>
          {props.tags.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      )}
      {tag.isError ? <ProblemNote thrown={tag.error} /> : null}
    </Section>
  );
}
