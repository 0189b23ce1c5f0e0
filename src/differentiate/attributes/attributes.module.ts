import type { Module } from '#platform/module';
import { attributesRoutes } from './attributes.routes.ts';
import type { Registry } from './registry.ts';

/** The registry of attributes, as the other programs and screens see it. */
export function attributesModule(needs: { registry: Registry }): Module {
  return { name: 'differentiate/attributes', routes: attributesRoutes(needs) };
}
