import { Button } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Accounts } from '#access/api';
import type { Column } from '../../components/column.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Page } from '../../components/page.tsx';
import { SideDrawer } from '../../components/side-drawer.tsx';
import { Status } from '../../components/status.tsx';
import { fromStart, type ListSearch, tidy } from '../../data/list-search.ts';
import { useMay } from '../../data/session.ts';
import { useFormat } from '../../data/use-format.ts';
import { useList } from '../../data/use-list.ts';
import { AddAccount } from './add-account.tsx';
import { EditAccount } from './edit-account.tsx';
import type { Account } from './users.data.ts';

/** Users, for administrators: list, add, change, disable. */
export function UsersScreen() {
  const { t } = useTranslation('users');
  const may = useMay();
  const search = useSearch({ from: '/inside/settings/users' });
  const navigate = useNavigate({ from: '/settings/users' });
  const setSearch = (next: ListSearch) => void navigate({ search: tidy(next), replace: true });
  const open = (id: string | undefined) => void navigate({ search: tidy({ ...search, open: id }) });
  const list = useList({
    path: '/accounts',
    shape: Accounts,
    search,
    setSearch,
    query: { search: search.q },
  });
  const columns = useAccountColumns();
  const chosen = list.rows?.find((row) => String(row.accountId) === search.open);
  const close = () => open(undefined);
  return (
    <Page
      title={t('title')}
      sentence={t('sentence')}
      action={may('accounts:write') ? <Button onClick={() => open('new')}>{t('add')}</Button> : null}
    >
      <DataTable
        id="users"
        label={t('title')}
        {...list}
        columns={columns}
        rowId={(row) => String(row.accountId)}
        rowName={(row) => row.name}
        onOpen={(row) => open(String(row.accountId))}
        openId={search.open}
        search={{
          value: search.q ?? '',
          onChange: (q) => setSearch(fromStart(search, { q })),
          placeholder: t('search'),
        }}
        criteria={search.q ? 1 : 0}
        onReset={() => setSearch({})}
        empty={{ title: t('empty'), detail: t('emptyHint') }}
      />
      <SideDrawer title={t('add')} opened={search.open === 'new'} onClose={close}>
        <AddAccount onDone={close} />
      </SideDrawer>
      <SideDrawer
        title={t('edit', { name: chosen?.name ?? '' })}
        opened={chosen !== undefined}
        onClose={close}
      >
        {chosen ? <EditAccount key={chosen.accountId} account={chosen} onDone={close} /> : null}
      </SideDrawer>
    </Page>
  );
}

function useAccountColumns(): Column<Account>[] {
  const { t } = useTranslation('users');
  const format = useFormat();
  return [
    { id: 'name', header: t('name'), cell: (row) => row.name, text: (row) => row.name, phone: 'title' },
    { id: 'email', header: t('email'), cell: (row) => row.email, text: (row) => row.email, phone: 'detail' },
    {
      id: 'role',
      header: t('role'),
      cell: (row) => t(`roles.${row.role}`),
      text: (row) => t(`roles.${row.role}`),
      phone: 'end',
    },
    {
      id: 'language',
      header: t('language'),
      cell: (row) => (row.language === 'fr' ? 'Français' : 'English'),
      text: (row) => row.language,
    },
    {
      id: 'created',
      header: t('created'),
      cell: (row) => format.date(row.createdAt),
      text: (row) => row.createdAt,
    },
    {
      id: 'state',
      header: t('state'),
      cell: (row) => (
        <Status tone={row.disabledAt ? 'quiet' : 'good'}>
          {row.disabledAt ? t('disabled') : t('active')}
        </Status>
      ),
      text: (row) => (row.disabledAt ? t('disabled') : t('active')),
      phone: 'detail',
    },
  ];
}
