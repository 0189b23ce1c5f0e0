export { bytesOf, callRoute, type RouteCall } from './call-route.ts';
export { importNeeds } from './import-needs.ts';
export { findLocalAccess, type LocalAccess } from './local-access.ts';
export { openMail } from './mail.ts';
export { type App, openApp, openForRepair } from './open-app.ts';
export { buildServer, type Served, serve } from './serve.ts';
export { version } from './version.ts';
export type { DemoReport } from './demo/demo-report.ts';
export { openDemo } from './demo/open-demo.ts';
