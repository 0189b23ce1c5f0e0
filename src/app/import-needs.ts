import type { ImportNeeds } from '#identify/sources';
import type { App } from './open-app.ts';

/** What imports are made of, from the open program. */
export function importNeeds(app: App): ImportNeeds {
  const { engines, clock, events } = app;
  return {
    database: engines.database,
    warehouse: engines.warehouse,
    clock,
    events,
    folder: engines.folder.files,
  };
}
