import { Spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { matches } from '../data/matches.ts';
import { useMay } from '../data/session.ts';
import classes from './frame.module.css';
import { visibleGroups } from './navigation.ts';
import { usePaletteCustomers } from './palette-customers.ts';

type Choice = { id: string; label: string; detail?: string; icon?: ReactNode; to: string };

/** Ctrl K: pages, actions and customers by the first letters of anything about them. */
export function Palette() {
  const { t } = useTranslation('frame');
  const [query, setQuery] = useState('');
  const choose = useChoose();
  const customers = usePaletteCustomers(query);
  const pages = usePages().filter((page) => matches(page.label, query));
  const actions = useActions().filter((action) => matches(action.label, query));
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut={['mod + K']}
      scrollable
      maxHeight={420}
      attributes={{ content: { 'aria-label': t('searchShort') } }}
      overlayProps={{ backgroundOpacity: 0.25, blur: 0 }}
    >
      <Spotlight.Search
        placeholder={t('search')}
        aria-label={t('search')}
        leftSection={<IconSearch size={18} stroke={1.6} />}
      />
      <Spotlight.ActionsList>
        <ChoiceGroup label={t('palette.customers')} choices={customers} choose={choose} />
        <ChoiceGroup label={t('palette.pages')} choices={pages} choose={choose} />
        <ChoiceGroup label={t('palette.actions')} choices={actions} choose={choose} />
        {customers.length + pages.length + actions.length === 0 ? (
          <Spotlight.Empty>{t('palette.nothing')}</Spotlight.Empty>
        ) : null}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function ChoiceGroup(props: { label: string; choices: readonly Choice[]; choose: (choice: Choice) => void }) {
  if (props.choices.length === 0) return null;
  return (
    <Spotlight.ActionsGroup label={props.label}>
      {props.choices.map((choice) => (
        <Spotlight.Action
          key={choice.id}
          className={classes.choiceLine}
          label={choice.label}
          {...(choice.detail ? { description: choice.detail } : {})}
          leftSection={choice.icon}
          onClick={() => props.choose(choice)}
        />
      ))}
    </Spotlight.ActionsGroup>
  );
}

function useChoose(): (choice: Choice) => void {
  const navigate = useNavigate();
  return (choice) => void navigate({ to: choice.to });
}

function usePages(): Choice[] {
  const { t } = useTranslation('frame');
  return visibleGroups(useMay())
    .flatMap((group) => group.entries)
    .map((entry) => ({
      id: entry.page,
      label: t(`pages.${entry.page}`),
      icon: <entry.icon size={18} stroke={1.6} />,
      to: entry.to,
    }));
}

function useActions(): Choice[] {
  const { t } = useTranslation('frame');
  const may = useMay();
  return [
    { id: 'import', label: t('actions.import'), to: '/sources/new', permission: 'imports:write' },
    { id: 'segment', label: t('actions.segment'), to: '/segments/new', permission: 'segments:write' },
    {
      id: 'campaign',
      label: t('actions.campaign'),
      to: '/campaigns?open=new',
      permission: 'campaigns:write',
    },
  ].filter((action) => may(action.permission));
}
