import { type AnyRoute, route } from '#platform/http';
import { AttributesReply } from './api.ts';
import type { Registry } from './registry.ts';

/** What is known about each customer, for the builders of segments and contents. */
export function attributesRoutes(needs: { registry: Registry }): AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/api/v1/attributes',
      permission: 'segments:read',
      summary: 'Attributes: everything known about each customer',
      reply: AttributesReply,
      handle: async () => ({ items: needs.registry.list() }),
    }),
  ];
}
