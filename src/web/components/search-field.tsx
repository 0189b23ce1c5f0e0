import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './search-field.module.css';
import type { Search } from './table-props.ts';

/** Words to look for, asked for once typing pauses; `/` on the keyboard comes here. */
export function SearchField(props: Search) {
  const { t } = useTranslation('parts');
  const [text, setText] = useState(props.value);
  useEffect(() => setText(props.value), [props.value]);
  useEffect(() => {
    if (text === props.value) return undefined;
    const soon = setTimeout(() => props.onChange(text), 180);
    return () => clearTimeout(soon);
  }, [text, props.value, props.onChange]);
  return (
    <TextInput
      className={classes.search}
      type="search"
      data-page-search
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      aria-label={props.placeholder ?? t('table.search')}
      placeholder={props.placeholder ?? t('table.search')}
      leftSection={<IconSearch size={16} stroke={1.6} />}
      rightSection={
        text === '' ? (
          <kbd className={classes.key}>/</kbd>
        ) : (
          <CloseButton size="sm" aria-label={t('table.reset')} onClick={() => setText('')} />
        )
      }
    />
  );
}
