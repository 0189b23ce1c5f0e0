import type { CostEntry, CostModel } from '#differentiate/profit';
import { orThrow } from '../../platform/errors/index.ts';
import { callRoute } from '../call-route.ts';
import type { App } from '../open-app.ts';

type Rate = Pick<CostEntry, 'id' | 'name' | 'line' | 'driver' | 'channel' | 'cheaper'> & { rate: string };

const always = { from: null, until: null, brand: null } as const;
const atRate = ({ rate, ...entry }: Rate): CostEntry => ({
  ...entry,
  ...always,
  price: { by: 'rate', rate },
});

/** What serving a customer of the demo's retailer costs: said by the demo as a controller would say it, not part of the simulated truth. */
const serving: readonly Rate[] = [
  {
    ...{ id: 'till', name: 'Passage en caisse', line: 'orderHandling', driver: 'order', channel: 'shop' },
    ...{ rate: '0.60', cheaper: null },
  },
  {
    ...{ id: 'web-order', name: 'Commande web', line: 'orderHandling', driver: 'order', channel: 'web' },
    ...{ rate: '0.35', cheaper: null },
  },
  {
    ...{ id: 'phone-order', name: 'Prise de commande', line: 'orderHandling', driver: 'order' },
    ...{ channel: 'phone', rate: '4.20', cheaper: { name: 'Commande en ligne', rate: '0.35' } },
  },
  {
    ...{ id: 'web-delivery', name: 'Livraison des commandes web', line: 'distribution', driver: 'order' },
    ...{ channel: 'web', rate: '5.40', cheaper: { name: 'Retrait en magasin', rate: '1.80' } },
  },
  {
    ...{
      id: 'phone-delivery',
      name: 'Livraison des commandes au téléphone',
      line: 'distribution',
      driver: 'order',
    },
    ...{ channel: 'phone', rate: '5.90', cheaper: { name: 'Retrait en magasin', rate: '1.80' } },
  },
  {
    ...{ id: 'picking', name: 'Mise en rayon', line: 'distribution', driver: 'line', channel: 'shop' },
    ...{ rate: '0.18', cheaper: null },
  },
  {
    ...{ id: 'return', name: 'Traitement des retours', line: 'distribution', driver: 'return' },
    ...{ channel: null, rate: '3.10', cheaper: null },
  },
  {
    ...{ id: 'sales-staff', name: 'Conseil en magasin', line: 'selling', driver: 'salesPercent' },
    ...{ channel: 'shop', rate: '4', cheaper: null },
  },
];

/** Rents and head office in proportion to the market, in euros a year. */
const rentPerPerson = 45;

/** Says what serving costs, unless somebody said so before. */
export async function sayDemoCosts(app: App, { people }: { people: number }): Promise<void> {
  const year = app.clock.now().getUTCFullYear();
  const definition: CostModel = {
    entries: serving.map(atRate),
    noCost: [],
    common: [
      {
        name: 'Loyers et siège',
        amount: String(people * rentPerPerson),
        from: `${year}-01-01`,
        until: `${year}-12-31`,
      },
    ],
    assumedReliability: 1,
  };
  const { items } = orThrow(
    await callRoute<{ items: { kind: string; version: number }[] }>(app, {
      method: 'GET',
      path: '/api/v1/costs',
    }),
  );
  if (items.some(({ kind, version }) => kind === 'actual' && version > 0)) return;
  orThrow(await callRoute(app, { method: 'PUT', path: '/api/v1/costs', body: { definition, version: 0 } }));
}
