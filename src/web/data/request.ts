import type { z } from 'zod';
import { ProblemBody, ProblemError } from './problem.ts';

type Query = Record<string, string | number | boolean | readonly string[] | undefined | null>;

type Call<Shape extends z.ZodType> = {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  query?: Query;
  body?: unknown;
  shape: Shape;
  signal?: AbortSignal;
};

let whenSignedOut: () => void = () => undefined;

/** Says what to do when the server answers that nobody is signed in (401). */
export function onSignedOut(then: () => void): void {
  whenSignedOut = then;
}

/** Builds `/api/v1/…?a=b`, leaving out what is empty and repeating lists. */
export function addressOf(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '') continue;
    if (Array.isArray(value)) for (const one of value) search.append(name, String(one));
    else search.set(name, String(value));
  }
  const text = search.toString();
  return `/api/v1${path}${text === '' ? '' : `?${text}`}`;
}

/**
 * Asks the API and parses the reply with the shape the server itself uses. A refusal is thrown as a `ProblemError`;
 * a reply of another shape than promised is thrown by zod. Writes carry `x-chacun: 1`, which no foreign page can send.
 */
export async function request<Shape extends z.ZodType>(call: Call<Shape>): Promise<z.infer<Shape>> {
  const method = call.method ?? 'GET';
  const isForm = call.body instanceof FormData || call.body instanceof Blob;
  const headers: Record<string, string> = { accept: 'application/json' };
  if (method !== 'GET') headers['x-chacun'] = '1';
  if (call.body !== undefined && !isForm) headers['content-type'] = 'application/json';
  const reply = await reach(addressOf(call.path, call.query), {
    method,
    headers,
    credentials: 'same-origin',
    ...(call.body === undefined
      ? {}
      : { body: isForm ? (call.body as BodyInit) : JSON.stringify(call.body) }),
    ...(call.signal === undefined ? {} : { signal: call.signal }),
  });
  const text = await reply.text();
  const json: unknown = text === '' ? undefined : parse(text);
  if (reply.ok) return call.shape.parse(json);
  if (reply.status === 401) whenSignedOut();
  const problem = ProblemBody.safeParse(json ?? {});
  throw new ProblemError({
    ...(problem.success ? problem.data : { type: 'about:blank', title: reply.statusText }),
    status: reply.status,
  });
}

async function reach(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init);
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'AbortError') throw thrown;
    throw new ProblemError({ type: 'about:blank', title: '', status: 0, code: 'unreachable' });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
