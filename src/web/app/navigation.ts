import {
  IconArrowsJoin2,
  IconFileImport,
  IconFileCheck,
  IconHome,
  IconKey,
  IconListDetails,
  IconScale,
  IconSend,
  IconShieldCheck,
  IconSignature,
  IconStairs,
  IconUserCog,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';

export type PageName =
  | 'overview'
  | 'clients'
  | 'sources'
  | 'quality'
  | 'duplicates'
  | 'privacy'
  | 'requests'
  | 'segments'
  | 'value'
  | 'campaigns'
  | 'effects'
  | 'users'
  | 'keys'
  | 'audit';

export type Entry = {
  readonly page: PageName;
  readonly to: string;
  /** Without it the entry is not shown. */
  readonly permission: string;
  /** Second key of its "g …" shortcut. */
  readonly key: string;
  readonly icon: ComponentType<{ size?: number; stroke?: number }>;
};

export type Group = {
  readonly name: 'start' | 'identify' | 'differentiate' | 'interact' | 'evaluate' | 'settings';
  readonly entries: readonly Entry[];
};

/** The rail, in the order of the method. A group shows when one of its pages may be seen. */
export const groups: readonly Group[] = [
  {
    name: 'start',
    entries: [{ page: 'overview', to: '/', permission: 'dashboards:read', key: 'a', icon: IconHome }],
  },
  {
    name: 'identify',
    entries: [
      { page: 'clients', to: '/clients', permission: 'customers:read', key: 'c', icon: IconUsers },
      { page: 'sources', to: '/sources', permission: 'imports:read', key: 's', icon: IconFileImport },
      { page: 'quality', to: '/quality', permission: 'quality:read', key: 'q', icon: IconFileCheck },
      {
        page: 'duplicates',
        to: '/duplicates',
        permission: 'customers:read',
        key: 'd',
        icon: IconArrowsJoin2,
      },
      { page: 'privacy', to: '/privacy', permission: 'customers:read', key: 'p', icon: IconSignature },
      {
        page: 'requests',
        to: '/requests',
        permission: 'privacy:read',
        key: 'r',
        icon: IconShieldCheck,
      },
    ],
  },
  {
    name: 'differentiate',
    entries: [
      { page: 'segments', to: '/segments', permission: 'segments:read', key: 'g', icon: IconUsersGroup },
      { page: 'value', to: '/value', permission: 'value:read', key: 'v', icon: IconStairs },
    ],
  },
  {
    name: 'interact',
    entries: [
      { page: 'campaigns', to: '/campaigns', permission: 'campaigns:read', key: 'm', icon: IconSend },
    ],
  },
  {
    name: 'evaluate',
    entries: [{ page: 'effects', to: '/effects', permission: 'effects:read', key: 'e', icon: IconScale }],
  },
  {
    name: 'settings',
    entries: [
      { page: 'users', to: '/settings/users', permission: 'accounts:read', key: 'u', icon: IconUserCog },
      { page: 'keys', to: '/settings/keys', permission: 'accounts:read', key: 'k', icon: IconKey },
      { page: 'audit', to: '/settings/audit', permission: 'audit:read', key: 'j', icon: IconListDetails },
    ],
  },
];

/** The groups and entries a role may see. */
export function visibleGroups(may: (permission: string) => boolean): Group[] {
  return groups
    .map((group) => ({ ...group, entries: group.entries.filter((entry) => may(entry.permission)) }))
    .filter((group) => group.entries.length > 0);
}
