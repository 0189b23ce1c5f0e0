import { Button, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { ApiKey, ApiKeys } from '#access/api';
import type { Column } from '../../components/column.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Page } from '../../components/page.tsx';
import { SideDrawer } from '../../components/side-drawer.tsx';
import { Status } from '../../components/status.tsx';
import { tidy } from '../../data/list-search.ts';
import { request } from '../../data/request.ts';
import { useMay } from '../../data/session.ts';
import { useFormat } from '../../data/use-format.ts';
import { AddKey } from './add-key.tsx';

type Key = z.infer<typeof ApiKey>;

/** API keys: list, create (shown once), revoke. */
export function KeysScreen() {
  const { t } = useTranslation('keys');
  const may = useMay();
  const search = useSearch({ from: '/inside/settings/keys' });
  const navigate = useNavigate({ from: '/settings/keys' });
  const open = (id: string | undefined) => void navigate({ search: tidy({ ...search, open: id }) });
  const keys = useQuery({
    queryKey: ['api-keys'],
    queryFn: ({ signal }) => request({ path: '/api-keys', shape: ApiKeys, signal }),
  });
  const columns = useKeyColumns(may('accounts:write'));
  return (
    <Page
      title={t('title')}
      sentence={t('sentence')}
      action={may('accounts:write') ? <Button onClick={() => open('new')}>{t('add')}</Button> : null}
    >
      <DataTable
        id="api-keys"
        label={t('title')}
        columns={columns}
        rows={keys.data?.items}
        rowId={(row) => String(row.apiKeyId)}
        rowName={(row) => row.name}
        busy={keys.isFetching}
        thrown={keys.error ?? undefined}
        again={() => void keys.refetch()}
        empty={{ title: t('empty'), detail: t('emptyHint') }}
      />
      <SideDrawer title={t('add')} opened={search.open === 'new'} onClose={() => open(undefined)}>
        <AddKey onDone={() => open(undefined)} />
      </SideDrawer>
    </Page>
  );
}

function useRevoke() {
  const { t } = useTranslation('keys');
  const { t: parts } = useTranslation('parts');
  const queries = useQueryClient();
  const revoke = useMutation({
    mutationFn: (apiKeyId: number) =>
      request({ method: 'DELETE', path: `/api-keys/${apiKeyId}`, shape: ApiKey }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['api-keys'] }),
  });
  return (key: Key) =>
    modals.openConfirmModal({
      title: t('revoke'),
      children: <Text size="sm">{t('revokeConfirm', { name: key.name })}</Text>,
      labels: { confirm: t('revoke'), cancel: parts('cancel') },
      onConfirm: () => revoke.mutate(key.apiKeyId),
    });
}

function useKeyColumns(mayWrite: boolean): Column<Key>[] {
  const { t } = useTranslation('keys');
  const { t: users } = useTranslation('users');
  const format = useFormat();
  const revoke = useRevoke();
  return [
    { id: 'name', header: t('name'), cell: (row) => <strong>{row.name}</strong>, phone: 'title' },
    { id: 'role', header: t('role'), cell: (row) => users(`roles.${row.role}`), phone: 'detail' },
    { id: 'created', header: t('created'), cell: (row) => format.relative(row.createdAt), phone: 'detail' },
    {
      id: 'used',
      header: t('used'),
      cell: (row) => (row.usedAt ? format.relative(row.usedAt) : t('never')),
    },
    {
      id: 'state',
      header: t('state'),
      cell: (row) => (
        <Status tone={row.revokedAt ? 'quiet' : 'good'}>{row.revokedAt ? t('revoked') : t('live')}</Status>
      ),
      phone: 'detail',
    },
    {
      id: 'act',
      header: t('act'),
      numeric: true,
      cell: (row) =>
        mayWrite && !row.revokedAt ? (
          <Button size="compact-xs" variant="subtle" color="gray" onClick={() => revoke(row)}>
            {t('revoke')}
          </Button>
        ) : null,
      phone: 'end',
    },
  ];
}
