export { type Problem, problem, problemOf } from './problem.ts';
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
export { createServer, type Guard, ProblemShape, type Reply, type ServerOptions } from './server.ts';
