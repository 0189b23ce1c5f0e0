export { accessModule } from './access.module.ts';
export { listAccounts } from './account.store.ts';
export { addAccount } from './add-account.ts';
export { addApiKey } from './api-key.ts';
export { writeAudit } from './audit.store.ts';
export { changeAccount } from './change-account.ts';
export { findActor, sessionCookie } from './find-actor.ts';
export { isPermission, type Role, roleMay, roles } from './role.ts';
