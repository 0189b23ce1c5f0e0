import type { Clock } from '../platform/clock/index.ts';
import type { Database } from '../platform/database/index.ts';
import type { Module } from '../platform/module/index.ts';
import { sessionRoutes } from './access.routes.ts';
import { accountRoutes, keyRoutes } from './account.routes.ts';

/** Who may do what: accounts, sessions, API keys, roles, the audit log. */
export function accessModule(needs: {
  db: Database;
  clock: Clock;
  secureCookies: boolean;
  /** What the house counts costs in: the interface writes amounts typed with it. */
  currency: string;
}): Module {
  return { name: 'access', routes: [...sessionRoutes(needs), ...accountRoutes(needs), ...keyRoutes(needs)] };
}
