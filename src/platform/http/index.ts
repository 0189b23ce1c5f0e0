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
