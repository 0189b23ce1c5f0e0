import type { Module } from '#platform/module';
import { dossierAttributes } from './dossier.attributes.ts';
import { notesRoutes, tagsRoutes } from './dossier.routes.ts';
import type { TaskNeeds } from './keep-task.ts';
import { tasksRoutes } from './tasks.routes.ts';

/** What people of the house write of customers: notes, tasks and tags. */
export function dossierModule(needs: TaskNeeds): Module {
  return {
    name: 'identify/dossier',
    routes: [...notesRoutes(needs), ...tagsRoutes(needs), ...tasksRoutes(needs)],
    attributes: [dossierAttributes],
  };
}
