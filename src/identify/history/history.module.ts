import type { Database } from '#platform/database';
import type { Module } from '#platform/module';
import type { Warehouse } from '#platform/warehouse';
import { contactsAttributes } from './contacts.attributes.ts';
import { categoriesAttributes, marginsAttributes, ordersAttributes } from './history.attributes.ts';
import type { ContactWords } from './contact-words.ts';
import { historyRoutes } from './history.routes.ts';

/** History: facts, their figures, the timeline, and what customers' orders say of them. */
export function historyModule(needs: {
  readonly db: Database;
  readonly warehouse: Warehouse;
  readonly contactWords?: ContactWords;
}): Module {
  return {
    name: 'identify/history',
    routes: historyRoutes(needs),
    attributes: [ordersAttributes, marginsAttributes, categoriesAttributes, contactsAttributes],
  };
}
