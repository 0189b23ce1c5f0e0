import { NativeSelect, Radio, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fromStart } from '../../data/list-search.ts';
import { useSources } from '../sources/sources.data.ts';
import classes from './clients.module.css';
import type { ClientsSearch } from './clients-search.ts';

const channels = ['email', 'sms', 'phone', 'post'] as const;

/** What narrows the list: source, city, consent. */
export function ClientFacets(props: { search: ClientsSearch; setSearch: (search: ClientsSearch) => void }) {
  const { t } = useTranslation('clients');
  const { search, setSearch } = props;
  const sources = useSources();
  const set = (change: Partial<ClientsSearch>) => setSearch(fromStart(search, change));
  return (
    <aside className={classes.facets} aria-label={t('filters')}>
      {sources.length > 0 ? (
        <NativeSelect
          label={t('source')}
          value={String(search.source ?? '')}
          data={[
            { value: '', label: t('anySource') },
            ...sources.map((source) => ({ value: String(source.sourceId), label: source.name })),
          ]}
          onChange={(event) => set({ source: Number(event.currentTarget.value) || undefined })}
        />
      ) : null}
      <CityField value={search.city ?? ''} onChange={(city) => set({ city })} />
      <NativeSelect
        label={t('consent')}
        value={search.consent ?? ''}
        data={[
          { value: '', label: t('anyConsent') },
          ...channels.map((channel) => ({
            value: `${channel}:marketing`,
            label: `${t(`channels.${channel}`)}, ${t('purposes.marketing')}`,
          })),
        ]}
        onChange={(event) => set({ consent: event.currentTarget.value || undefined, said: undefined })}
      />
      {search.consent ? (
        <Radio.Group
          aria-label={t('consent')}
          value={search.said ?? 'granted'}
          onChange={(value) =>
            set({ said: value === 'withdrawn' || value === 'unknown' ? value : undefined })
          }
        >
          <div className={classes.radios}>
            {(['granted', 'withdrawn', 'unknown'] as const).map((said) => (
              <Radio key={said} size="xs" value={said} label={t(said)} />
            ))}
          </div>
        </Radio.Group>
      ) : null}
    </aside>
  );
}

function CityField(props: { value: string; onChange: (city: string | undefined) => void }) {
  const { t } = useTranslation('clients');
  const [text, setText] = useState(props.value);
  useEffect(() => setText(props.value), [props.value]);
  useEffect(() => {
    if (text === props.value) return undefined;
    const soon = setTimeout(() => props.onChange(text || undefined), 300);
    return () => clearTimeout(soon);
  }, [text, props.value, props.onChange]);
  return (
    <TextInput label={t('city')} value={text} onChange={(event) => setText(event.currentTarget.value)} />
  );
}
