import type { CustomerPagePart } from '#identify/customers';
import type { Database } from '#platform/database';
import type { Dossier } from './api.ts';
import { selectNotes } from './notes.store.ts';
import { selectTags } from './tags.store.ts';
import { tasksOfPersons } from './tasks.store.ts';

/** Part `dossier` of the customer page: notes, tasks and tags on any of her records. */
export function dossierPart(db: Database): CustomerPagePart {
  return {
    name: 'dossier',
    read: async ({ personIds }): Promise<Dossier> => {
      const [notes, tasks, tags] = await Promise.all([
        selectNotes(db, { personIds, limit: 50 }),
        tasksOfPersons(db, personIds),
        selectTags(db, personIds),
      ]);
      return { notes, tasks, tags };
    },
  };
}
