export { forgetOldReplies, forgetRepliesTelling } from './kept-replies.store.ts';
export type { Guard } from './guard.ts';
export { type Problem, ProblemShape, problem, problemOf } from './problem.ts';
export {
  type Actor,
  type AnyRoute,
  type Method,
  type RawReply,
  type Route,
  type RouteRequest,
  raw,
  route,
  type Upload,
} from './route.ts';
export { createServer, type Reply, type ServerOptions } from './server.ts';
