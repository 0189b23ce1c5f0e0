import { Button, Collapse, NativeSelect, TextInput } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SearchField } from '../../components/search-field.tsx';
import { useFormat } from '../../data/use-format.ts';
import { useChannels } from './clients.data.ts';
import classes from './clients.module.css';
import type { ClientSearch } from './clients-search.ts';
import { useConsentWords } from './use-consent-words.ts';

type FiltersProps = {
  customerId: number;
  search: ClientSearch;
  setSearch: (search: ClientSearch) => void;
};

/** What narrows a history besides the kind: words, and on demand a channel of this person's and a period. */
export function HistoryFilters(props: FiltersProps) {
  const { t } = useTranslation('clients');
  const format = useFormat();
  const { search, setSearch } = props;
  const folded = [search.channel, search.from, search.until].filter(Boolean).length;
  const [isOpen, setOpen] = useState(folded > 0);
  const region = useId();
  return (
    <div className={classes.historyFilters}>
      <SearchField
        value={search.q ?? ''}
        onChange={(q) => setSearch({ ...search, q })}
        placeholder={t('historyFilters.search')}
      />
      <Button
        variant="default"
        size="xs"
        aria-expanded={isOpen}
        aria-controls={region}
        leftSection={<IconAdjustmentsHorizontal size={16} stroke={1.6} />}
        onClick={() => setOpen(!isOpen)}
      >
        {folded === 0
          ? t('historyFilters.open')
          : t('historyFilters.openWith', { active: format.number(folded) })}
      </Button>
      {folded > 0 || search.q ? (
        <Button variant="subtle" size="xs" onClick={() => setSearch({ kind: search.kind })}>
          {t('historyFilters.reset')}
        </Button>
      ) : null}
      <Collapse id={region} expanded={isOpen} className={classes.historyFolded}>
        {isOpen ? <Folded {...props} /> : null}
      </Collapse>
    </div>
  );
}

function Folded(props: FiltersProps) {
  const { t } = useTranslation('clients');
  const format = useFormat();
  const consent = useConsentWords();
  const { search, setSearch } = props;
  const channels = useChannels(props.customerId).data?.items ?? [];
  const known = channels.map(({ channel, entries }) => ({
    value: channel,
    label: `${consent.channel(channel)} (${format.number(entries)})`,
  }));
  const asked = search.channel;
  const unknown =
    asked === undefined || known.some(({ value }) => value === asked)
      ? []
      : [{ value: asked, label: consent.channel(asked) }];
  const day = (name: 'from' | 'until') => (
    <TextInput
      type="date"
      size="xs"
      label={t(`historyFilters.${name}`)}
      value={search[name] ?? ''}
      min={name === 'until' ? search.from : undefined}
      max={name === 'from' ? search.until : undefined}
      onChange={(event) => setSearch({ ...search, [name]: event.currentTarget.value || undefined })}
    />
  );
  return (
    <div className={classes.historyFields}>
      <NativeSelect
        size="xs"
        label={t('historyFilters.channel')}
        value={asked ?? ''}
        data={[{ value: '', label: t('historyFilters.anyChannel') }, ...known, ...unknown]}
        onChange={(event) => setSearch({ ...search, channel: event.currentTarget.value || undefined })}
      />
      {day('from')}
      {day('until')}
    </div>
  );
}
