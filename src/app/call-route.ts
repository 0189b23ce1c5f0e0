import type { z } from 'zod';
import { type Outcome, refuse } from '../platform/errors/index.ts';
import type { RawReply, Route } from '../platform/http/index.ts';
import { commandLine } from './local-access.ts';
import type { App } from './open-app.ts';

type LooseRoute = Route<unknown, unknown, unknown, unknown>;
export type RouteCall = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The declared path, `/api/v1/segments/{id}`: `params` fills it. */
  readonly path: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
};

const normal = (path: string) => path.replace(/:(\w+)/g, '{$1}');

/**
 * Does in this process what a declared route does over HTTP, with the same parsing and refusals: commands and the API cannot
 * drift apart. Throws when there is no such route, which is a fault of the caller.
 */
export async function callRoute<Reply>(app: Pick<App, 'modules'>, call: RouteCall): Promise<Outcome<Reply>> {
  const found = app.modules
    .flatMap((module) => module.routes ?? [])
    .find((each) => each.method === call.method && normal(each.path) === call.path) as unknown as
    | LooseRoute
    | undefined;
  if (found === undefined) throw new Error(`No route is declared as ${call.method} ${call.path}.`);
  const params = parse(found.params, call.params ?? {}, '');
  const query = parse(found.query, call.query ?? {}, '--');
  const body = parse(found.body, call.body, '');
  for (const part of [params, query, body]) if (part.refusal !== undefined) return part.refusal;
  const answer = await found.handle({
    params: params.value,
    query: query.value,
    body: body.value,
    actor: commandLine,
    ip: 'local',
    headers: {},
    upload: undefined,
  });
  return answer as Outcome<Reply>;
}

function parse(shape: z.ZodType | undefined, value: unknown, prefix: string) {
  if (shape === undefined) return { value: undefined, refusal: undefined };
  const parsed = shape.safeParse(value);
  if (parsed.success) return { value: parsed.data, refusal: undefined };
  const faults = parsed.error.issues.map((issue) => `${prefix}${issue.path.join('.')}: ${issue.message}`);
  return { value: undefined, refusal: refuse('invalid', 'bad-request', `${faults.join('; ')}.`, { faults }) };
}

/** The bytes of an answer that is not JSON, such as an export. */
export async function* bytesOf(reply: RawReply): AsyncGenerator<Uint8Array | string> {
  if (typeof reply.body === 'string' || reply.body instanceof Uint8Array) yield reply.body;
  else yield* reply.body;
}
