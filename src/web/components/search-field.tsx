import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './search-field.module.css';
import type { Search } from './table-props.ts';

/** Words to look for, asked for once typing pauses or the field is left, so that what is clicked next is not overtaken; `/` on the keyboard comes here. */
export function SearchField(props: Search) {
  const { t } = useTranslation('parts');
  const [text, setText] = useState(props.value);
  // What was asked for and has not come back as the value: words typed meanwhile stay.
  const asked = useRef<string[]>([]);
  useEffect(() => {
    const place = asked.current.lastIndexOf(props.value);
    asked.current = asked.current.slice(place + 1);
    if (place >= 0) return;
    asked.current = [];
    setText(props.value);
  }, [props.value]);
  const askSoon = useDebouncedCallback((words: string) => {
    if (words === (asked.current.at(-1) ?? props.value)) return;
    asked.current.push(words);
    props.onChange(words);
  }, 180);
  const write = (words: string) => {
    setText(words);
    askSoon(words);
  };
  return (
    <TextInput
      className={classes.search}
      type="search"
      data-page-search
      value={text}
      onChange={(event) => write(event.currentTarget.value)}
      onBlur={() => askSoon.flush()}
      aria-label={props.placeholder ?? t('table.search')}
      placeholder={props.placeholder ?? t('table.search')}
      leftSection={<IconSearch size={16} stroke={1.6} />}
      rightSection={
        text === '' ? (
          <kbd className={classes.key}>/</kbd>
        ) : (
          <CloseButton size="sm" aria-label={t('table.reset')} onClick={() => write('')} />
        )
      }
    />
  );
}
