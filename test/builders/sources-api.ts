import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sourcesModule } from '#identify/sources';
import type { DetectReply, GuessReply, ImportReceiptView, UploadView } from '#identify/sources/api';
import { createMarket, writeMarketFiles } from '#market';
import { systemClock } from '#platform/clock';
import { createServer } from '#platform/http';
import { createJobs, type JobWorker } from '#platform/jobs';
import { silentLog } from '#platform/logging';
import type { TestEngines } from './engines.ts';
import { importNeeds } from './imports.ts';

export type Answer<Body> = { readonly status: number; readonly body: Body };

/** The routes and jobs of imports on a test's engines, spoken to over HTTP; uploads end at 60 MB. */
export type SourcesApi = {
  readonly address: string;
  readonly jobs: JobWorker;
  ask<Body>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<Answer<Body>>;
  upload(content: string | Uint8Array, name: string): Promise<Answer<UploadView>>;
  /** Uploads, detects and guesses, with nobody's help but for the source's name. */
  look(name: string, source: string, content: string | Uint8Array): Promise<Looked>;
  /** Imports, and answers the receipt once the job has ended. */
  run(body: object): Promise<ImportReceiptView>;
  /** Order lines of an import in the warehouse, and what they sum to. */
  factsOf(importId: number): Promise<{ lines: number; net: string } | undefined>;
  close(): Promise<void>;
};

export type Looked = {
  readonly fileId: string;
  readonly detected: DetectReply;
  readonly guessed: GuessReply;
  readonly mapping: GuessReply['mapping'];
};

/** Starts it. Close it before the engines. */
export async function openSourcesApi(engines: TestEngines): Promise<SourcesApi> {
  const { jobs, server } = await openServer(engines);
  const address = await server.listen({ port: 0, host: '127.0.0.1' });
  await jobs.start();
  const talk = talkTo(address);
  return {
    ...{ address, jobs, ...talk },
    run: async (body) => {
      const started = await talk.ask<ImportReceiptView>('POST', '/imports', body);
      if (started.status !== 202) throw new Error(JSON.stringify(started.body));
      await jobs.wait(started.body.jobId ?? '');
      return (await talk.ask<ImportReceiptView>('GET', `/imports/${started.body.importId}`)).body;
    },
    factsOf: async (importId) => {
      const [row] = await engines.warehouse.query<{ lines: number; net: string }>(
        `SELECT count() AS lines, toString(sum(net)) AS net FROM order_lines WHERE import_id = {importId:UInt64}`,
        { importId },
      );
      return row;
    },
    close: async () => {
      await jobs.stop();
      await server.close();
    },
  };
}

async function openServer(engines: TestEngines) {
  const base = { clock: systemClock, log: silentLog };
  const jobs = createJobs({
    ...{ ...base, server: engines.database, workerName: 'test', definitions: () => module.jobs ?? [] },
    retryDelayMs: () => 20,
  });
  const module = sourcesModule({
    ...{ ...importNeeds(engines), ...base, jobs },
    ...{ currency: 'EUR', timeZone: 'Europe/Paris', uploadBytesMax: 60_000_000 },
  });
  const server = await createServer({
    ...{ routes: module.routes ?? [], log: silentLog, version: 'test', trustProxy: false },
    guard: {
      findActor: async () => ({ kind: 'api-key', id: 1, name: 'Léa', role: 'admin' }),
      may: () => true,
      isPermission: () => true,
      audit: async () => undefined,
    },
  });
  return { jobs, server };
}

function talkTo(address: string): Pick<SourcesApi, 'ask' | 'upload' | 'look'> {
  const answer = async <Body>(path: string, init: RequestInit): Promise<Answer<Body>> => {
    const reply = await fetch(`${address}/api/v1${path}`, init);
    return { status: reply.status, body: (await reply.json()) as Body };
  };
  const ask: SourcesApi['ask'] = (method, path, body) =>
    answer(path, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
  const upload: SourcesApi['upload'] = (content, name) => {
    const form = new FormData();
    form.set('file', new Blob([typeof content === 'string' ? content : new Uint8Array(content)]), name);
    return answer('/uploads', { method: 'POST', body: form });
  };
  const look: SourcesApi['look'] = async (name, source, content) => {
    const { fileId } = (await upload(content, name)).body;
    const detected = await ask<DetectReply>('POST', `/uploads/${fileId}/detect`, {});
    if (detected.status !== 200) throw new Error(JSON.stringify(detected.body));
    const { format } = detected.body;
    const guessed = await ask<GuessReply>('POST', `/uploads/${fileId}/guess`, { format, source });
    if (guessed.status !== 200) throw new Error(JSON.stringify(guessed.body));
    return { fileId, detected: detected.body, guessed: guessed.body, mapping: guessed.body.mapping };
  };
  return { ask, upload, look };
}

/** Writes the files of a small simulated market; answers a reader of them by name. */
export async function marketInFolder(folder: string, people: number): Promise<(name: string) => Buffer> {
  const market = join(folder, 'market');
  await writeMarketFiles({
    market: createMarket({ seed: 7, people, months: 24, until: '2026-11-22' }),
    write: async (file) => {
      const path = join(market, file.name);
      mkdirSync(dirname(path), { recursive: true });
      await pipeline(Readable.from(file.chunks()), createWriteStream(path));
    },
  });
  return (name) => readFileSync(join(market, name));
}
