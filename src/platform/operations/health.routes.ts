import type { Outcome } from '../errors/index.ts';
import { type AnyRoute, raw, route } from '../http/index.ts';
import { AliveReply, ReadyReply } from './api.ts';
import type { Metrics } from './create-metrics.ts';
import type { Ready } from './readiness.ts';

/** What a supervisor and monitoring ask: does it live, can it work, how does it fare. */
export function healthRoutes(needs: { ready: () => Promise<Outcome<Ready>>; metrics: Metrics }): AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/healthz',
      permission: 'public',
      summary: 'This process lives; restart it when it does not say so',
      reply: AliveReply,
      handle: async () => ({ status: 'alive' as const }),
    }),
    route({
      method: 'GET',
      path: '/readyz',
      permission: 'public',
      summary: 'This process can work; 503 with the reasons otherwise',
      reply: ReadyReply,
      handle: () => needs.ready(),
    }),
    route({
      method: 'GET',
      path: '/metrics',
      permission: 'metrics:read',
      openHere: true,
      summary: 'Figures of the installation in the text format of Prometheus',
      handle: async () =>
        raw(await needs.metrics.text(), {
          'content-type': 'text/plain; version=0.0.4; charset=utf-8',
          'cache-control': 'no-store',
        }),
    }),
  ];
}
