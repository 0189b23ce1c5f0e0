/** The roles, from the one who may all to the one who only reads; `privacy` answers for the protection of data. */
export const roles = ['admin', 'privacy', 'marketer', 'analyst', 'agent', 'reader'] as const;
export type Role = (typeof roles)[number];

/** Every permission there is. A route that asks for another one stops the program at start. */
export const permissions = [
  'dashboards:read',
  'customers:read',
  'customers:write',
  'customers:export',
  'privacy:read',
  'privacy:write',
  'imports:read',
  'imports:write',
  'quality:read',
  'quality:write',
  'matching:write',
  'segments:read',
  'segments:write',
  'value:read',
  'value:write',
  'campaigns:read',
  'campaigns:write',
  'campaigns:send',
  'effects:read',
  'jobs:read',
  'jobs:write',
  'metrics:read',
  'settings:read',
  'settings:write',
  'accounts:read',
  'accounts:write',
  'audit:read',
] as const;
export type Permission = (typeof permissions)[number];

const reading = permissions.filter(
  (permission) =>
    permission.endsWith(':read') &&
    !['accounts:read', 'audit:read', 'metrics:read', 'privacy:read'].includes(permission),
);

/** Who may what, in one table. */
export const permissionsOf: Readonly<Record<Role, readonly Permission[]>> = {
  admin: permissions,
  privacy: [
    ...reading,
    ...(['customers:write', 'customers:export', 'privacy:read', 'privacy:write', 'audit:read'] as const),
  ],
  marketer: [
    ...reading,
    ...(['customers:write', 'customers:export', 'imports:write', 'quality:write', 'segments:write'] as const),
    ...(['matching:write', 'value:write', 'campaigns:write', 'campaigns:send', 'jobs:write'] as const),
  ],
  analyst: [...reading, 'customers:export', 'segments:write', 'value:write'],
  agent: ['dashboards:read', 'customers:read', 'customers:write', 'campaigns:read', 'segments:read'],
  reader: reading,
};

/** Whether a role holds a permission. */
export function roleMay(role: string, permission: string): boolean {
  return (permissionsOf[role as Role] as readonly string[] | undefined)?.includes(permission) ?? false;
}

/** Whether a permission exists at all. */
export function isPermission(text: string): text is Permission {
  return (permissions as readonly string[]).includes(text);
}
