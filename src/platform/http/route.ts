import type { z } from 'zod';
import type { Outcome } from '../errors/index.ts';

/** Who is asking: a signed-in user or an API key. */
export type Actor = {
  readonly kind: 'user' | 'api-key';
  readonly id: number;
  readonly name: string;
  readonly role: string;
};

/** What an uploaded file looks like to a handler: a stream, read once, bounded by the server's limit. */
export type Upload = { readonly fileName: string; readonly content: AsyncIterable<Uint8Array> };

export type RouteRequest<P, Q, B> = {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** Present on every route but the public ones. */
  readonly actor: Actor | undefined;
  readonly ip: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The single file of a multipart request, when `upload` is set on the route. */
  readonly upload: Upload | undefined;
};

/** A reply that is not JSON: a page, a file, an image, a redirect. */
export type RawReply = {
  readonly raw: true;
  readonly status?: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | AsyncIterable<Uint8Array | string>;
};

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * One route, declared as data: the server registers it, OpenAPI is generated from it, and the role test walks it.
 * `permission` is `noun:read`, `noun:write`, …; `public` needs nobody (tracking links carry their own signature).
 * `actor` needs only somebody signed in. `openHere` lets this machine itself ask without signing in (a monitoring agent
 * beside the program). `audit` names the act in the audit log when it succeeds.
 */
export type Route<P = unknown, Q = unknown, B = unknown, R = unknown> = {
  readonly method: Method;
  readonly path: string;
  readonly permission: string;
  readonly openHere?: boolean;
  readonly summary: string;
  readonly params?: z.ZodType<P>;
  readonly query?: z.ZodType<Q>;
  readonly body?: z.ZodType<B>;
  readonly upload?: { readonly maxBytes: number };
  /** The JSON shape of a success; left out when the reply is raw. */
  readonly reply?: z.ZodType<R>;
  readonly status?: number;
  readonly audit?: string;
  /** The reply holds a secret shown this once: it is never kept for an Idempotency-Key. */
  readonly secretReply?: boolean;
  /** Leaves the route out of OpenAPI (pages for browsers). */
  readonly hidden?: boolean;
  handle(request: RouteRequest<P, Q, B>): Promise<Outcome<R | RawReply>>;
};

/** A route of any shape, as lists of routes hold them. */
export type AnyRoute = Route<never, never, never, unknown>;

/** A route as the server treats them all. */
export type LooseRoute = Route<unknown, unknown, unknown, unknown>;

/** Declares a route, inferring the handler's types from its zod shapes. */
export function route<P = undefined, Q = undefined, B = undefined, R = unknown>(
  declaration: Route<P, Q, B, R>,
): AnyRoute {
  return declaration as unknown as AnyRoute;
}

/** Builds a reply that is not JSON. */
export function raw(body: RawReply['body'], headers: Record<string, string>, status = 200): RawReply {
  return { raw: true, status, headers, body };
}
