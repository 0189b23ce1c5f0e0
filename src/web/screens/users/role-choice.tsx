import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Account, roles } from './users.data.ts';

/** A role, with what it lets do said under it. */
export function RoleChoice(props: { value: Account['role']; onChange: (role: Account['role']) => void }) {
  const { t } = useTranslation('users');
  return (
    <Select
      label={t('role')}
      description={t(`roleMeans.${props.value}`)}
      value={props.value}
      allowDeselect={false}
      onChange={(value) => props.onChange(roles.find((role) => role === value) ?? props.value)}
      data={roles.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
    />
  );
}
