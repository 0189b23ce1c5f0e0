import { Button, Menu, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { matches } from '../../data/matches.ts';
import { useAttributes } from '../segments/attributes.data.ts';

const identity = {
  givenName: { fr: 'Prénom', en: 'Given name' },
  familyName: { fr: 'Nom', en: 'Family name' },
  civility: { fr: 'Civilité', en: 'Title' },
  city: { fr: 'Ville', en: 'City' },
  postcode: { fr: 'Code postal', en: 'Postcode' },
  birthDate: { fr: 'Date de naissance', en: 'Date of birth' },
  couponCode: { fr: 'Code promotionnel', en: 'Coupon code' },
  webVersionUrl: { fr: 'Adresse de la version en ligne', en: 'Web version address' },
  unsubscribeUrl: { fr: 'Adresse de désabonnement', en: 'Unsubscribe address' },
} as const;

const alwaysThere: readonly string[] = ['couponCode', 'webVersionUrl', 'unsubscribeUrl'];

/** A field as it is written in the message; what may be unknown of a reader carries its default, empty until one is written. */
function liquidOf(name: string): string {
  return alwaysThere.includes(name) ? `{{ ${name} }}` : `{{ ${name} | default: "" }}`;
}

const shownMax = 12;

/** Puts a field of the reader into the message: identity first, then every attribute of the registry. */
export function MergeFieldMenu(props: { onInsert: (text: string) => void }) {
  const { t, i18n } = useTranslation('campaigns');
  const { list } = useAttributes();
  const [query, setQuery] = useState('');
  const language = i18n.language === 'en' ? 'en' : 'fr';
  const fields = [
    ...Object.entries(identity).map(([name, label]) => ({ name, label: label[language] })),
    ...list.map((attribute) => ({ name: attribute.name, label: attribute.label[language] })),
  ].filter((field) => matches(`${field.label} ${field.name}`, query));
  return (
    <Menu position="bottom-end" width={280}>
      <Menu.Target>
        <Button size="compact-sm" variant="default">
          {t('content.insert')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <TextInput
          size="xs"
          mb={4}
          aria-label={t('content.searchField')}
          placeholder={t('content.searchField')}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={(event) => event.stopPropagation()}
        />
        {fields.slice(0, shownMax).map((field) => (
          <Menu.Item
            key={field.name}
            rightSection={<code className="small soft">{field.name}</code>}
            onClick={() => props.onInsert(liquidOf(field.name))}
          >
            {field.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
