import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../data/session.ts';
import { clientName } from './client-name.ts';
import { useClient, useFindClients } from './clients.data.ts';

type CustomerSelectProps = {
  label: string;
  placeholder: string;
  value: number | undefined;
  onChange: (customerId: number | undefined) => void;
};

/** Chooses one customer by typing anything about them. Not shown to who may not see customers. */
export function CustomerSelect(props: CustomerSelectProps) {
  const { t } = useTranslation('clients');
  const may = useMay();
  const [words, setWords] = useState('');
  const [asked] = useDebouncedValue(words, 180);
  const found = useFindClients(asked, may('customers:read'));
  const chosen = useClient(may('customers:read') ? props.value : undefined);
  const unnamed = (id: string) => t('unnamed', { id });
  if (!may('customers:read')) return null;
  const options = (found.data?.items ?? []).map((client) => ({
    value: String(client.customerId),
    label: [clientName(client, unnamed), client.city].filter(Boolean).join(', '),
  }));
  const own = chosen.data
    ? [{ value: String(props.value), label: nameOfPage(chosen.data.fields, chosen.data.customerId, unnamed) }]
    : [];
  const data = [...own.filter((one) => !options.some((option) => option.value === one.value)), ...options];
  return (
    <Select
      size="xs"
      label={props.label}
      placeholder={props.placeholder}
      searchable
      clearable
      value={props.value === undefined ? null : String(props.value)}
      data={data}
      filter={({ options: all }) => all}
      onSearchChange={setWords}
      nothingFoundMessage={words.length < 2 ? t('search') : null}
      onChange={(value) => props.onChange(value === null ? undefined : Number(value))}
    />
  );
}

/** The name on a customer page, from its fields. */
export function nameOfPage(
  fields: readonly { field: string; value: string }[],
  customerId: number,
  unnamed: (id: string) => string,
): string {
  const of = (name: string) => fields.find((one) => one.field === name)?.value;
  return clientName(
    {
      customerId,
      givenName: of('givenName'),
      familyName: of('familyName'),
      email: of('email'),
      phone: of('phone'),
    },
    unnamed,
  );
}
