import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database';
import { route } from '#platform/http';
import type { Module } from '#platform/module';
import { GateSettings } from './api.ts';
import { loadGateSettings, saveGateSettings } from './settings.store.ts';

/** The gate's declaration: its settings, read and changed by people. */
export function gateModule(needs: { db: Database; clock: Clock }): Module {
  return {
    name: 'interact/gate',
    routes: [
      route({
        method: 'GET',
        path: '/api/v1/gate/settings',
        permission: 'campaigns:read',
        summary: 'What the gate asks of every message: contact pressure and the global holdout',
        reply: GateSettings,
        handle: () => loadGateSettings(needs.db),
      }),
      route({
        method: 'PUT',
        path: '/api/v1/gate/settings',
        permission: 'settings:write',
        summary: 'Changes contact pressure and the global holdout, for decisions taken from now on',
        body: GateSettings,
        reply: GateSettings,
        audit: 'gate.settings.changed',
        handle: async ({ body, actor }) => {
          const by = actor?.name ?? 'nobody';
          await saveGateSettings(needs.db, { settings: body, by, at: needs.clock.now() });
          return body;
        },
      }),
    ],
  };
}
