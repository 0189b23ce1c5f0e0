import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database';
import type { Module } from '#platform/module';
import type { Warehouse } from '#platform/warehouse';
import { profitAttributes } from './profit.attributes.ts';
import { profitRoutes } from './profit.routes.ts';

/** What each customer brings once the costs of serving them are taken off. Computed with each snapshot of value: see `profitPart`. */
export function profitModule(needs: { db: Database; warehouse: Warehouse; clock: Clock }): Module {
  return { name: 'differentiate/profit', routes: profitRoutes(needs), attributes: [profitAttributes] };
}
