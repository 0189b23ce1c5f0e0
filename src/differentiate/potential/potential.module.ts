import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database';
import type { Module } from '#platform/module';
import type { Warehouse } from '#platform/warehouse';
import { potentialAttributes } from './potential.attributes.ts';
import { potentialRoutes } from './potential.routes.ts';

/** What each customer could spend. Computed with each snapshot of value: see `potentialPart`. */
export function potentialModule(needs: { db: Database; warehouse: Warehouse; clock: Clock }): Module {
  return {
    name: 'differentiate/potential',
    routes: potentialRoutes(needs),
    attributes: [potentialAttributes],
  };
}
