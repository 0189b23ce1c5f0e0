import { Button, SegmentedControl } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '../../components/page.tsx';
import { tidy } from '../../data/list-search.ts';
import { useMay } from '../../data/session.ts';
import { OppositionLists } from './opposition-lists.tsx';
import type { PrivacySearch } from './privacy-search.ts';
import { Retention } from './retention.tsx';
import { Wordings } from './wordings.tsx';

type Part = NonNullable<PrivacySearch['part']>;
const parts: readonly Part[] = ['lists', 'wordings', 'retention'];

/** What permission rests on: lists of people who object, the words that were read, how long people are kept. */
export function PrivacyScreen() {
  const { t } = useTranslation('privacy');
  const may = useMay();
  const search = useSearch({ from: '/inside/privacy' });
  const navigate = useNavigate({ from: '/privacy' });
  const go = (next: PrivacySearch) => void navigate({ search: tidy(next), replace: true });
  const part = search.part ?? 'lists';
  const shown = { open: search.open, onOpen: (open: string | undefined) => go({ ...search, open }) };
  const adds = part !== 'retention' && may('privacy:write');
  return (
    <Page
      title={t('title')}
      sentence={t('sentence')}
      action={adds ? <Button onClick={() => shown.onOpen('new')}>{t(`add.${part}`)}</Button> : null}
    >
      <SegmentedControl
        aria-label={t('part')}
        value={part}
        onChange={(value) => go({ part: value as Part })}
        data={parts.map((value) => ({ value, label: t(`parts.${value}`) }))}
      />
      <p className="soft small">{t(`hints.${part}`)}</p>
      {part === 'lists' ? <OppositionLists {...shown} /> : null}
      {part === 'wordings' ? <Wordings {...shown} /> : null}
      {part === 'retention' ? <Retention /> : null}
    </Page>
  );
}
