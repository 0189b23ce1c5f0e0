import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database';
import type { Module } from '#platform/module';
import type { Warehouse } from '#platform/warehouse';
import { contractsAttributes } from './contracts.attributes.ts';
import { contractsRoutes } from './contracts.routes.ts';

/** When contracts end, and what is still to come of them. Computed with each snapshot of value: see `contractsPart`. */
export function contractsModule(needs: { db: Database; warehouse: Warehouse; clock: Clock }): Module {
  return {
    name: 'differentiate/contracts',
    routes: contractsRoutes(needs),
    attributes: [contractsAttributes],
  };
}
