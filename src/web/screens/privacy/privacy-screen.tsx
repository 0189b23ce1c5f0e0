import { Button, SegmentedControl } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '../../components/page.tsx';
import { tidy } from '../../data/list-search.ts';
import { useMay } from '../../data/session.ts';
import { OppositionLists } from './opposition-lists.tsx';
import classes from './privacy.module.css';
import type { PrivacySearch } from './privacy-search.ts';
import { Retention } from './retention.tsx';
import { Rules } from './rules.tsx';
import { Wordings } from './wordings.tsx';

type Part = NonNullable<PrivacySearch['part']>;
const parts: readonly Part[] = ['rules', 'lists', 'wordings', 'retention'];
/** What whoever may see customers reads too: by which rules, and by which words. */
const forAll: readonly Part[] = ['rules', 'wordings'];

/** What permission rests on: the rules of law, lists of people who object, the words that were read, how long people are kept. */
export function PrivacyScreen() {
  const { t } = useTranslation('privacy');
  const may = useMay();
  const search = useSearch({ from: '/inside/privacy' });
  const navigate = useNavigate({ from: '/privacy' });
  const go = (next: PrivacySearch) => void navigate({ search: tidy(next), replace: true });
  const shownParts = may('privacy:read') ? parts : forAll;
  const part = shownParts.find((one) => one === search.part) ?? shownParts[0] ?? 'rules';
  const shown = { open: search.open, onOpen: (open: string | undefined) => go({ ...search, open }) };
  const adding = (part === 'lists' || part === 'wordings') && may('privacy:write') ? part : undefined;
  return (
    <Page
      title={t('title')}
      sentence={t('sentence')}
      action={adding ? <Button onClick={() => shown.onOpen('new')}>{t(`add.${adding}`)}</Button> : null}
    >
      <SegmentedControl
        className={classes.parts}
        aria-label={t('part')}
        value={part}
        onChange={(value) => go({ part: value as Part })}
        data={shownParts.map((value) => ({ value, label: t(`parts.${value}`) }))}
      />
      <p className="soft small">{t(`hints.${part}`)}</p>
      {part === 'rules' ? <Rules /> : null}
      {part === 'lists' ? <OppositionLists {...shown} /> : null}
      {part === 'wordings' ? <Wordings {...shown} /> : null}
      {part === 'retention' ? <Retention /> : null}
    </Page>
  );
}
