import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Letterbox } from '#adapters/letterbox';
import { type App, callRoute, importNeeds } from '#app';
import { Mapping } from '#identify/sources';
import { sql } from '#platform/database';
import { orThrow } from '#platform/errors';
import { importAll } from './imports.ts';

/** Somebody whom nothing else in the world is called like, and all that is hers alone. */
export const wilhelmine = {
  given: 'Wilhelmine',
  family: 'Vandermeersche',
  email: 'w.vandermeersche@courriel.example',
  /** What must be found nowhere once she is erased. */
  texts: [
    ...['wilhelmine', 'vandermeersche', '06 12 09 87 43', '612098743', 'carte-7781203', '198.51.100.77'],
    ...['impasse des tanneurs', 'k-90417'],
  ],
} as const;

const her = `K-90417;Mme;Wilhelmine;Vandermeersche;${wilhelmine.email};06 12 09 87 43;7 impasse des Tanneurs;59000;Lille;CARTE-7781203`;
const columns = 'id;civ;prenom;nom;mail;tel;rue;cp;ville;carte';
const others = Array.from(
  { length: 30 },
  (_, n) => `C${n};M.;Paul;Durand${n};paul${n}@autre.example;;${n} rue Haute;69001;Lyon;CARTE-${n}`,
);

/** Files of a shop, by name: she is in each, in some twice, and in lines that are refused. */
export const lifeFiles: Readonly<Record<string, { mapping: Mapping; lines: readonly string[] }>> = {
  people: {
    mapping: mappingOf('boutique', {
      kind: 'person',
      fields: {
        ...{ key: 'id', civility: 'civ', givenName: 'prenom', familyName: 'nom', email: 'mail' },
        ...{ phone: 'tel', street: 'rue', postcode: 'cp', city: 'ville', cardNumber: 'carte' },
      },
    }),
    lines: [columns, ...others, her],
  },
  newsletter: {
    mapping: mappingOf('web', { kind: 'person', fields: { key: 'mail', email: 'mail', givenName: 'nom' } }),
    lines: ['mail;nom', `${wilhelmine.email};Wilhelmine`, 'paul1@autre.example;Paul'],
  },
  orders: {
    mapping: mappingOf('boutique', {
      kind: 'orderLine',
      fields: {
        ...{ person: 'id', order: { template: '{id}-{$line}' }, at: 'jour', sku: 'art', net: 'net' },
        ...{ quantity: 'qte', currency: { constant: 'EUR' }, unitCost: 'cout' },
      },
    }),
    lines: [
      'id;jour;art;qte;net;cout;mail',
      ...Array.from(
        { length: 60 },
        (_, n) => `C${n % 30};2026-0${1 + (n % 9)}-10;A${n % 4};1;${10 + n}.5;4;`,
      ),
      'K-90417;2026-02-03;A1;2;47.90;20;',
      'K-90417;2026-06-14;A2;1;19.95;8;',
      `K-90417;2026-07-14;A2;1;pas un prix;8;${wilhelmine.email}`,
      `K-90417;un jour;A2;1;3;8;Wilhelmine Vandermeersche`,
    ],
  },
  calls: {
    mapping: mappingOf('boutique', {
      kind: 'event',
      fields: { person: 'id', type: { constant: 'call' }, at: 'jour' },
      other: { note: 'note' },
    }),
    lines: ['id;jour;note', 'K-90417;2026-05-05;Wilhelmine a appelé pour son colis', 'C1;2026-05-05;rien'],
  },
  consents: {
    mapping: mappingOf('boutique', {
      kind: 'consent',
      fields: {
        ...{ person: 'id', channel: { constant: 'email' }, purpose: { constant: 'marketing' } },
        ...{ status: { constant: 'granted' }, at: 'jour' },
      },
      other: { ip: 'ip' },
    }),
    lines: [
      'id;jour;ip',
      'K-90417;2026-01-02;198.51.100.77',
      ...Array.from({ length: 30 }, (_, n) => `C${n};2026-01-02;203.0.113.1`),
    ],
  },
};

function mappingOf(source: string, record: object): Mapping {
  const name = `${source} ${JSON.stringify(record).length}`;
  return Mapping.parse({ name, source, format: { kind: 'csv', delimiter: ';' }, records: [record] });
}

/** Imports one file of the shop; answers its receipt. */
export async function importLifeFile(app: App, folder: string, name: string, lines?: readonly string[]) {
  const file = lifeFiles[name];
  if (file === undefined) throw new Error(`No file is called ${name}.`);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.csv`);
  writeFileSync(path, `${(lines ?? file.lines).join('\n')}\n`);
  return importAll(importNeeds(app), path, file.mapping);
}

type Asked = {
  readonly params?: Record<string, unknown>;
  readonly body?: unknown;
  readonly query?: Record<string, unknown>;
};

/** Asks a route as the command line does; throws when it refuses. */
export async function ask<Reply>(
  app: App,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  more: Asked = {},
): Promise<Reply> {
  return orThrow(await callRoute<Reply>(app, { method, path, ...more }));
}

/**
 * A life with the shop: records in two sources, purchases, calls, consents, refused lines, a campaign sent and clicked, a trial message
 * filled in with her, notes, findings, values, an archive, a failed job, a refused row. Answers her number.
 */
export async function liveWholeLife(
  app: App,
  use: { readonly folder: string; readonly letterbox: Letterbox; follow(url: string): Promise<void> },
): Promise<number> {
  for (const name of Object.keys(lifeFiles)) await importLifeFile(app, use.folder, name);
  await app.relay.flush();
  const found = await ask<{ items: { customerId: number; persons: number }[] }>(
    app,
    'GET',
    '/api/v1/customers',
    {
      query: { search: 'vandermeersche' },
    },
  );
  const [customer] = found.items;
  if (customer?.persons !== 2) throw new Error(`She should be one of two records: ${JSON.stringify(found)}`);
  const { customerId } = customer;
  const evidence = { how: 'Lettre de Wilhelmine Vandermeersche', note: 'Appelée le soir' };
  await ask(app, 'POST', '/api/v1/customers/{customerId}/consents', {
    params: { customerId },
    body: { channel: 'sms', purpose: 'marketing', status: 'withdrawn', evidence },
  });
  await sendCampaign(app, customerId, use);
  await ask(app, 'POST', '/api/v1/suppressions', {
    body: { channel: 'email', address: wilhelmine.email, purpose: 'offers', brand: '', reason: 'asked' },
  });
  await waitFor(app, await app.jobs.enqueue('value.refresh', { asOf: null }));
  const { jobIds } = await ask<{ jobIds: string[] }>(app, 'POST', '/api/v1/quality/scans', { body: {} });
  for (const jobId of jobIds) await waitFor(app, jobId);
  await answerRequest(app, { kind: 'access', customerId });
  await leaveTraces(app, customerId);
  return customerId;
}

async function sendCampaign(
  app: App,
  customerId: number,
  { letterbox, follow }: { readonly letterbox: Letterbox; follow(url: string): Promise<void> },
): Promise<void> {
  await ask(app, 'PUT', '/api/v1/gate/settings', { body: { pressure: null, globalHoldoutShare: 0 } });
  const { campaignId } = await ask<{ campaignId: number }>(app, 'POST', '/api/v1/campaigns', {
    body: {
      name: 'Nouveautés',
      holdoutShare: 0,
      coupon: { prefix: 'MERCI' },
      content: {
        ...{
          fromName: 'Boutique',
          fromAddress: 'bonjour@boutique.example',
          replyTo: 'bonjour@boutique.example',
        },
        ...{
          subject: 'Bonjour {{ givenName | default: "vous" }}',
          preheader: 'Pour vous',
          text: '',
          language: 'fr',
        },
        html: `<p>{{ givenName | default: "" }} <a href="https://boutique.example/?p={{ givenName | default: '' }}">voir</a></p><a href="{{ webVersionUrl }}">web</a> <a href="{{ unsubscribeUrl }}">stop</a>`,
      },
    },
  });
  const params = { id: campaignId };
  await ask(app, 'POST', '/api/v1/campaigns/{id}/proofs', {
    params,
    body: { addresses: ['collegue@boutique.example'], customerId },
  });
  await ask(app, 'POST', '/api/v1/campaigns/{id}/launch', { params });
  for (let state = ''; state !== 'done'; ) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    ({ state } = await ask<{ state: string }>(app, 'GET', '/api/v1/campaigns/{id}/progress', { params }));
  }
  for (const name of await letterbox.files()) {
    const { recipients, email } = await letterbox.read(name);
    if (!recipients.includes(wilhelmine.email)) continue;
    const links = [...(email.html ?? '').matchAll(/https?:\/\/[^"/]+(\/t\/[^"]+)/g)].map(
      (match) => match[1] ?? '',
    );
    for (const link of links.filter((one) => !one.includes('/u/')))
      await follow(link.replaceAll('&amp;', '&'));
  }
}

/** Opens a request, carries it out and waits for the end; answers its number. */
export async function answerRequest(
  app: App,
  request: { readonly kind: string; readonly customerId: number; readonly [more: string]: unknown },
): Promise<number> {
  const { requestId } = await ask<{ requestId: number }>(app, 'POST', '/api/v1/requests', { body: request });
  const params = { requestId };
  const { jobId } = await ask<{ jobId: string }>(app, 'POST', '/api/v1/requests/{requestId}/run', { params });
  await waitFor(app, jobId);
  return requestId;
}

async function waitFor(app: App, jobId: string): Promise<void> {
  const job = await app.jobs.wait(jobId);
  if (job.state !== 'done') throw new Error(`${job.kind} is ${job.state}: ${job.error}`);
}

/** What mishaps leave behind. */
async function leaveTraces(app: App, customerId: number): Promise<void> {
  const { db } = app.engines.database;
  await sql`insert into identify.note (person_id, text, written_by, written_at)
    values (${customerId}, ${`Rappeler ${wilhelmine.given}`}, 'Léa', now())`.execute(db);
  await sql`insert into platform.job (job_id, kind, payload, state, max_attempts, created_at, run_at, ended_at, error)
    values (gen_random_uuid(), 'import.run', '{}', 'failed', 1, now(), now(), now(), ${`Line of ${wilhelmine.email}`})`.execute(
    db,
  );
  await sql`insert into platform.outbox_refused (outbox_id, target, row, reason, written_at)
    values (-1, 'customers', ${JSON.stringify({ given_name: wilhelmine.given, family_name: wilhelmine.family })}::jsonb, 'x', now())`.execute(
    db,
  );
  await sql`insert into platform.kept_reply (actor, key, request_hash, begun_at, status, reply)
    values ('user:1', 'k', '', now(), 201, ${JSON.stringify({ email: wilhelmine.email })})`.execute(db);
}
