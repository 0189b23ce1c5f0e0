import { isRefusal } from '#platform/errors';
import { type AnyRoute, raw, route } from '#platform/http';
import {
  ImportParams,
  ImportReceiptView,
  ListImportsQuery,
  ListImportsReply,
  ListRejectsQuery,
  ListRejectsReply,
  StartImportBody,
  UndoReply,
} from './api.ts';
import { exportRejects } from './receipts/export-rejects.ts';
import { importReceipt, listImports } from './receipts/list-imports.ts';
import { pageOfRejects } from './receipts/list-rejects.ts';
import { askUndo } from './running/ask-undo.ts';
import { cancelImport } from './running/cancel-import.ts';
import { startImport } from './running/start-import.ts';
import type { SourcesNeeds } from './needs.ts';

/** Imports over HTTP: begin, follow, read the receipt, take the refused lines away, undo. */
export function importsRoutes(needs: SourcesNeeds): AnyRoute[] {
  return [...readingRoutes(needs), ...runningRoutes(needs)];
}

function readingRoutes({ database, folder, jobs }: SourcesNeeds): AnyRoute[] {
  const { db } = database;
  const needs = { db, jobs };
  return [
    route({
      method: 'GET',
      path: '/api/v1/imports',
      permission: 'imports:read',
      summary: 'Imports, newest first',
      query: ListImportsQuery,
      reply: ListImportsReply,
      handle: ({ query }) => listImports(query, needs),
    }),
    route({
      method: 'GET',
      path: '/api/v1/imports/{importId}',
      permission: 'imports:read',
      summary: 'The receipt of an import: counts, state, how it was read, why lines were refused',
      params: ImportParams,
      reply: ImportReceiptView,
      handle: ({ params }) => importReceipt(params.importId, needs),
    }),
    route({
      method: 'GET',
      path: '/api/v1/imports/{importId}/rejects',
      permission: 'imports:read',
      summary: 'The refused lines of an import, in the order of the file',
      params: ImportParams,
      query: ListRejectsQuery,
      reply: ListRejectsReply,
      handle: ({ params, query }) => pageOfRejects(db, { ...params, ...query }),
    }),
    route({
      method: 'GET',
      path: '/api/v1/imports/{importId}/errors.csv',
      permission: 'imports:write',
      summary: 'The refused lines of an import with their reasons, as CSV safe to open in a spreadsheet',
      audit: 'import.errors-downloaded',
      params: ImportParams,
      handle: async ({ params }) => {
        const file = await exportRejects(params.importId, { database, folder });
        if (isRefusal(file)) return file;
        return raw(file.content, {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': `attachment; filename="${file.fileName}"`,
        });
      },
    }),
  ];
}

function runningRoutes(needs: SourcesNeeds): AnyRoute[] {
  const view = (importId: number) => importReceipt(importId, { db: needs.database.db, jobs: needs.jobs });
  return [
    route({
      method: 'POST',
      path: '/api/v1/imports',
      permission: 'imports:write',
      summary: 'Import an uploaded file: answers at once, a job runs it',
      body: StartImportBody,
      reply: ImportReceiptView,
      status: 202,
      audit: 'import.started',
      handle: async ({ body, actor }) => {
        const { fileId, mapping, mappingId, ...options } = body;
        const by = actor?.name ?? 'nobody';
        const given = mapping ?? mappingId ?? 0;
        const started = await startImport({ fileId, mapping: given, options, by }, needs);
        return isRefusal(started) ? started : view(started.importId);
      },
    }),
    route({
      method: 'POST',
      path: '/api/v1/imports/{importId}/cancel',
      permission: 'imports:write',
      summary: 'Cancel an import: what is stored by then stays, and can be undone',
      params: ImportParams,
      reply: ImportReceiptView,
      audit: 'import.cancelled',
      handle: async ({ params }) => {
        const asked = await cancelImport(params.importId, needs);
        return isRefusal(asked) ? asked : view(asked.importId);
      },
    }),
    route({
      method: 'POST',
      path: '/api/v1/imports/{importId}/undo',
      permission: 'imports:write',
      summary: 'Undo an import: a job takes back all it stored',
      params: ImportParams,
      reply: UndoReply,
      status: 202,
      audit: 'import.undo-asked',
      handle: ({ params }) => askUndo(params.importId, needs),
    }),
  ];
}
