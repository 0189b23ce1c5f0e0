import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { isRefusal, refuse } from '../errors/index.ts';
import type { Log } from '../logging/index.ts';
import { admit } from './admit.ts';
import { answerError } from './answer-error.ts';
import { answerRoute, isDoneOnce } from './answer-route.ts';
import type { Guard } from './guard.ts';
import { isDeeperThan } from './is-deeper-than.ts';
import type { KeptReplies } from './once.ts';
import { addPages, sendPage } from './pages.ts';
import { problemOf } from './problem.ts';
import type { Actor, AnyRoute, LooseRoute } from './route.ts';
import { sendProblem } from './send.ts';

/** A reply that was sent. `route` is the path as declared, or 'other': pages and what does not exist. */
export type Reply = {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
};

export type ServerOptions = {
  readonly routes: readonly AnyRoute[];
  readonly guard: Guard;
  readonly log: Log;
  readonly version: string;
  readonly trustProxy: boolean;
  /** Where replies to requests with an Idempotency-Key are kept; without it keys are not heeded. */
  readonly keptReplies?: KeptReplies;
  /** Hears of every reply: the declared path, never the address asked for, which may name people. */
  readonly onReply?: (reply: Reply) => void;
  /** Requests one address may make in a minute. */
  readonly requestsPerMinute?: number;
  /** The folder of the built interface, when there is one. */
  readonly pagesFolder?: string | undefined;
};

const jsonLevelsMax = 100;
const tooDeep = refuse(
  'invalid',
  'body-too-deep',
  `The body nests more than ${jsonLevelsMax} levels: send something flatter.`,
);
const everywhere = new Set(['public', 'actor']);

/**
 * Builds the HTTP server of a list of routes: parsing by their zod shapes, permissions, problem replies, OpenAPI 3.1 at
 * /openapi.json. Throws when a route asks for a permission that does not exist or two routes share a path.
 */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const server = fastify({
    logger: false,
    trustProxy: options.trustProxy,
    bodyLimit: 2_000_000,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 500 },
  });
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  server.setErrorHandler((error, request, reply) => answerError(error, request, reply, options.log));
  server.setNotFoundHandler((request, reply) => {
    const page = options.pagesFolder === undefined ? undefined : sendPage(request, reply);
    return page ?? sendProblem(reply, problemOf(nothingHere));
  });
  await server.register(helmet, { contentSecurityPolicy: { directives: contentSecurity }, hsts: false });
  await server.register(rateLimit, {
    max: options.requestsPerMinute ?? 6_000,
    timeWindow: 60_000,
    // Mailbox providers fetch the links of many people from few addresses.
    allowList: (request) => request.url.startsWith('/t/'),
    errorResponseBuilder: (_request, context) => ({
      statusCode: 429,
      code: 'too-many-requests',
      message: `Too many requests: try again in ${context.after}.`,
    }),
  });
  await server.register(formbody, { bodyLimit: 100_000 });
  await server.register(multipart, { limits: { files: 1, fields: 20 } });
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Chacun', version: options.version },
      components: {
        securitySchemes: {
          apiKey: { type: 'http', scheme: 'bearer' },
          session: { type: 'apiKey', in: 'cookie', name: 'chacun_session' },
        },
      },
    },
    transform: jsonSchemaTransform,
  });
  if (options.onReply !== undefined) tellReplies(server, options.routes, options.onReply);
  for (const declared of options.routes) addRoute(server, declared as unknown as LooseRoute, options);
  server.get('/openapi.json', { schema: { hide: true } }, async () => server.swagger());
  if (options.pagesFolder !== undefined) await addPages(server, options.pagesFolder);
  await server.ready();
  return server;
}

const nothingHere = refuse('not-found', 'no-such-page', 'There is nothing at this address.');

const contentSecurity = {
  defaultSrc: ["'self'"],
  imgSrc: ["'self'", 'data:', 'https:'],
  styleSrc: ["'self'", "'unsafe-inline'"],
  scriptSrc: ["'self'"],
  connectSrc: ["'self'"],
  frameSrc: ["'self'"],
  frameAncestors: ["'self'"],
  objectSrc: ["'none'"],
  upgradeInsecureRequests: null,
};

/** The path as the router writes it. */
const urlOf = ({ path }: { readonly path: string }) => path.replace(/\{(\w+)\}/g, ':$1');

function tellReplies(
  server: FastifyInstance,
  routes: readonly AnyRoute[],
  onReply: (reply: Reply) => void,
): void {
  const declared = new Set(routes.map(urlOf));
  server.addHook('onResponse', async ({ method, routeOptions: { url = '' } }, { statusCode, elapsedTime }) =>
    onReply({
      method,
      route: declared.has(url) ? url : 'other',
      status: statusCode,
      seconds: elapsedTime / 1000,
    }),
  );
}

function describe(declared: LooseRoute): string {
  if (declared.permission === 'public') return 'Open to all.';
  const here = declared.openHere === true ? ', or to be asked from this machine itself' : '';
  return `Needs ${declared.permission}${here}.${isDoneOnce(declared) ? ' Heeds Idempotency-Key.' : ''}`;
}

function addRoute(server: FastifyInstance, declared: LooseRoute, options: ServerOptions): void {
  if (!everywhere.has(declared.permission) && !options.guard.isPermission(declared.permission)) {
    throw new Error(
      `${declared.method} ${declared.path} asks for "${declared.permission}", which is no permission.`,
    );
  }
  const open = declared.permission === 'public';
  server.route({
    method: declared.method,
    url: urlOf(declared),
    schema: {
      summary: declared.summary,
      tags: [declared.path.split('/')[3] ?? 'other'],
      hide: declared.hidden ?? false,
      ...(declared.params ? { params: declared.params } : {}),
      ...(declared.query ? { querystring: declared.query } : {}),
      ...(declared.body ? { body: declared.body } : {}),
      ...(declared.upload ? { consumes: ['multipart/form-data'] } : {}),
      ...(declared.reply ? { response: { [declared.status ?? 200]: declared.reply } } : {}),
      ...(open ? { security: [] } : { security: [{ apiKey: [] }, { session: [] }] }),
      description: describe(declared),
    },
    preValidation: async (request, reply) => {
      const actor = await admit(request, declared, options.guard);
      if (isRefusal(actor)) return sendProblem(reply, problemOf(actor));
      if (isDeeperThan(request.body, jsonLevelsMax)) return sendProblem(reply, problemOf(tooDeep));
      (request as FastifyRequest & { actor?: Actor | undefined }).actor = actor;
    },
    handler: (request, reply) => answerRoute(request, reply, declared, options),
  });
}
