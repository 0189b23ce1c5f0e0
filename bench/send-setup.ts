import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectDatabase, startEmbeddedPostgres } from '#adapters/postgres';
import { compileEmail, composeEmail } from '#interact/channels';
import { decideBatch, rulesFor } from '#interact/gate';
import { planMessages, refreshLedgerStatistics, type WaitingMessage } from '#interact/messages';
import { type Database, type DatabaseServer, sql } from '#platform/database';
import { migrateDatabase, readMigrations } from '#platform/migrations';

/** A database with customers, and a mail server that keeps nothing in a process of its own. */
export type SendBench = {
  readonly server: DatabaseServer;
  readonly smtpUrl: string;
  close(): Promise<void>;
};

/** Opens the bench in a folder of its own, removed at the end. */
export async function openSendBench(customers: number): Promise<SendBench> {
  const folder = mkdtempSync(join(tmpdir(), 'chacun-bench-'));
  const postgres = await startEmbeddedPostgres(folder);
  const server = connectDatabase({ url: postgres.url });
  await migrateDatabase(server, readMigrations('migrations/postgres'));
  await makeManyCustomers(server.db, customers);
  const sink = fork('bench/smtp-sink.child.ts', { execArgv: ['--import', 'tsx'] });
  const { port } = await heard<{ port: number }>(sink);
  return {
    server,
    smtpUrl: `smtp://127.0.0.1:${port}`,
    close: async () => {
      sink.disconnect();
      await server.close();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function heard<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve) => child.once('message', (message) => resolve(message as T)));
}

// Straight into the golden records: how they come to be is not what is measured here.
async function makeManyCustomers(db: Database, customers: number): Promise<void> {
  await sql`
    insert into identify.customer (customer_id, given_name, family_name, email, city, persons, sources, consents, sort_name,
                                   search_text, first_seen_at, changed_at, version)
    select n, 'Prénom' || n, 'Nom' || n, 'person' || n || '@d' || n % 50 || '.example', 'Lyon', 1, '{1}',
           '{"email:marketing": {"status": "granted", "personId": 1, "source": "till", "at": "2026-01-01T00:00:00.000Z"}}',
           '', '', now(), now(), 1
    from generate_series(1, ${customers}::int) as n
  `.execute(db);
  await sql`vacuum analyze identify.customer`.execute(db);
}

const paragraph =
  'Nous avons pensé à vous en préparant cette sélection : des pièces simples, bien faites, qui durent. ';

/** A campaign of ordinary size: 12 kB of HTML, six links, a code. */
export const benchEmail = compileEmail({
  fromName: 'Maison Lenoir',
  fromAddress: 'bonjour@maison-lenoir.example',
  replyTo: 'service@maison-lenoir.example',
  subject: 'Bonjour {{ givenName | default: "à vous" }}, votre sélection de novembre',
  preheader: 'Un code rien que pour vous',
  html: `<html><body><h1>Bonjour {{ givenName | default: "à vous" }}</h1>${[1, 2, 3, 4, 5, 6]
    .map(
      (n) =>
        `<p>${paragraph.repeat(18)}</p><p><a href="https://shop.example/p${n}?utm_source=chacun&amp;c={{ city | default: '' }}">Voir la pièce ${n}</a></p>`,
    )
    .join(
      '',
    )}<p>{{ couponCode }}</p><a href="{{ webVersionUrl }}">web</a> <a href="{{ unsubscribeUrl }}">stop</a></body></html>`,
  text: '',
  language: 'fr',
});

const signing = { publicUrl: 'https://news.maison-lenoir.example', key: Buffer.alloc(32, 1) };

/** The mail of one message of the bench. */
export function benchMail(message: Pick<WaitingMessage, 'messageId' | 'address' | 'fields' | 'couponCode'>) {
  return composeEmail({ ...message, email: benchEmail, signing, list: 'marketing' });
}

/** Plans an origin for customers 1 to `customers`, by the gate, as a campaign does. Returns seconds taken. */
export async function planBench(db: Database, origin: string, customers: number): Promise<number> {
  const started = performance.now();
  const rules = rulesFor(
    { pressure: { messagesMax: 100, windowDays: 7 }, globalHoldoutShare: 0 },
    { origin, holdoutShare: 0 },
  );
  for (let from = 1; from <= customers; from += 1_000) {
    const customerIds = Array.from(
      { length: Math.min(1_000, customers - from + 1) },
      (_, index) => from + index,
    );
    await db.transaction().execute(async (trx) => {
      const where = { origin, step: '', occurrence: 1, channel: 'email' } as const;
      const at = new Date();
      const decided = await decideBatch(trx, {
        ...where,
        customerIds,
        purpose: 'marketing',
        brand: '',
        rules,
        at,
      });
      const messages = decided.map(({ facts, decision }) => ({
        ...facts,
        decision,
        fields: { givenName: `Prénom${facts.customerId}`, city: 'Lyon' },
        couponCode: 'NOEL-7KQM2XWD',
      }));
      await planMessages(trx, { ...where, at, messages });
    });
  }
  await refreshLedgerStatistics(db);
  return (performance.now() - started) / 1000;
}
