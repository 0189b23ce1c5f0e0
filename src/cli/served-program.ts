import { setTimeout as pause } from 'node:timers/promises';
import type { LocalAccess, RouteCall } from '#app';
import type { JobView } from '#platform/operations/api';
import { isRefusal, type Outcome, orThrow, type Refusal, refuse } from '../platform/errors/index.ts';
import { ProblemShape, type RawReply } from '../platform/http/index.ts';
import type { FollowedJob, Program } from './program.ts';

/** How often a job of the server is looked at, in milliseconds. */
const lookMs = 300;

/** The program that another process serves, asked over its own port as this machine's administrator. */
export function servedProgram(access: LocalAccess): Program {
  const call = <Reply>(asked: RouteCall) => askServer<Reply>(access, asked);
  const find = async (jobId: string) =>
    orThrow(await call<JobView>({ method: 'GET', path: '/api/v1/jobs/{jobId}', params: { jobId } }));
  return {
    own: undefined,
    call,
    start: async () => undefined,
    jobs: {
      wait: async (jobId, onProgress) => {
        for (;;) {
          const job: FollowedJob = await find(jobId);
          onProgress(job);
          if (job.state !== 'waiting' && job.state !== 'running') return job;
          await pause(lookMs);
        }
      },
      cancel: (jobId) => call({ method: 'POST', path: '/api/v1/jobs/{jobId}/cancel', params: { jobId } }),
    },
    settle: async (isThrough) => {
      while (!(await isThrough())) await pause(lookMs);
    },
  };
}

/** Sends a body that is not JSON (an upload) to the server; otherwise as `Program.call`. */
export async function askServer<Reply>(
  { address, token }: LocalAccess,
  { method, path, params = {}, query = {}, body }: RouteCall,
  sent?: { readonly body: ReadableStream; readonly type: string },
): Promise<Outcome<Reply>> {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(params[name] ?? '')),
  );
  const url = new URL(filled, address);
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) url.searchParams.set(name, String(value));
  const json = body === undefined ? undefined : JSON.stringify(body);
  const type = sent?.type ?? (json === undefined ? undefined : 'application/json');
  const reply = await fetch(url, {
    method,
    redirect: 'error',
    headers: {
      authorization: `Bearer ${token}`,
      'x-chacun': '1',
      ...(type === undefined ? {} : { 'content-type': type }),
    },
    ...(sent === undefined
      ? json === undefined
        ? {}
        : { body: json }
      : { body: sent.body, duplex: 'half' }),
  } as RequestInit).catch((fault: unknown) => silent(address, fault));
  if (isRefusal(reply)) return reply;
  const isJson = /^application\/(problem\+)?json/.test(reply.headers.get('content-type') ?? '');
  if (!reply.ok) return refusalOf(reply, isJson ? await reply.json() : undefined);
  return (isJson ? await reply.json() : rawOf(reply)) as Reply;
}

function silent(address: string, fault: unknown): Refusal {
  const cause = fault instanceof Error && fault.cause instanceof Error ? fault.cause : fault;
  const why = cause instanceof Error ? cause.message : String(cause);
  return refuse(
    'unavailable',
    'server-silent',
    `The server at ${address} has the data folder and does not answer (${why}). Try again, or stop it first.`,
  );
}

function refusalOf(reply: Response, told: unknown): Refusal {
  const problem = ProblemShape.loose().safeParse(told);
  if (!problem.success) throw new Error(`The server answered ${reply.status} without saying why.`);
  const { code, detail, status, details } = problem.data;
  if (status >= 500 && status !== 503) throw new Error(detail);
  return refuse(
    status === 503 ? 'unavailable' : 'invalid',
    code,
    detail,
    typeof details === 'object' && details !== null ? (details as Record<string, unknown>) : {},
  );
}

function rawOf(reply: Response): RawReply {
  const body = reply.body as AsyncIterable<Uint8Array> | null;
  return {
    raw: true,
    status: reply.status,
    headers: Object.fromEntries(reply.headers),
    body: body ?? '',
  };
}
