import type { FastifyRequest } from 'fastify';

const thisMachine = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
const signsOfProxy = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

/** Whether a request comes from this machine itself: nobody passed it on, as far as its headers say. */
export function isFromHere({ socket, headers }: Pick<FastifyRequest, 'socket' | 'headers'>): boolean {
  return (
    thisMachine.has(socket.remoteAddress ?? '') && signsOfProxy.every((name) => headers[name] === undefined)
  );
}
