import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Serves the built interface: its files, cached for ever when their names carry a hash. */
export async function addPages(server: FastifyInstance, folder: string): Promise<void> {
  await server.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const lasting = path.includes('/assets/');
      reply.header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}

/** Every address that is not the API's, a link's or a file's is a state of the one page. */
export function sendPage(request: FastifyRequest, reply: FastifyReply): FastifyReply | undefined {
  const isPage = request.method === 'GET' && !/^\/(api|t|assets)\//.test(request.url);
  return isPage ? reply.header('cache-control', 'no-cache').sendFile('index.html') : undefined;
}
