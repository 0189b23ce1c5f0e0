import type { PersonFields } from '#identify/customers';
import { refuse } from '#platform/errors';
import { type AnyRoute, route } from '#platform/http';
import {
  BoardReply,
  ChangeRulesBody,
  CheckBody,
  CheckReply,
  FindingsQuery,
  FindingsReply,
  RulesReply,
  ScanBody,
  ScanReply,
  SourceParams,
  TrendReply,
} from './api.ts';
import { qualityBoard, qualityTrend } from './board.ts';
import { changeRules, listRules } from './change-rules.ts';
import { checkParticulars } from './check-particulars.ts';
import { pageOfFindings } from './list-findings.ts';
import { askForScans, type ScanAsking } from './quality.jobs.ts';

/** The quality board over HTTP: its figures, the records behind them, its rules. */
export function qualityRoutes(needs: ScanAsking): AnyRoute[] {
  return [...boardRoutes(needs), ...ruleRoutes(needs), checkRoute(needs)];
}

function boardRoutes(needs: ScanAsking): AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/api/v1/quality',
      permission: 'quality:read',
      summary: 'By source and field: filled, valid, suspicious, distinct, fresh',
      reply: BoardReply,
      handle: () => qualityBoard(needs.db),
    }),
    route({
      method: 'GET',
      path: '/api/v1/quality/sources/{sourceId}/trend',
      permission: 'quality:read',
      summary: 'The same figures of what each import of a source brought, oldest first',
      params: SourceParams,
      reply: TrendReply,
      handle: ({ params }) => qualityTrend(needs.db, params.sourceId),
    }),
    route({
      method: 'GET',
      path: '/api/v1/quality/findings',
      permission: 'quality:read',
      summary: 'The records of a source that break rules, with what they say and what is proposed',
      query: FindingsQuery,
      reply: FindingsReply,
      handle: ({ query }) => pageOfFindings(needs, query),
    }),
    route({
      method: 'POST',
      path: '/api/v1/quality/scans',
      permission: 'quality:write',
      summary: 'Look at a source, or all of them, now; done by itself after each import',
      body: ScanBody,
      reply: ScanReply,
      status: 202,
      audit: 'quality.scan-asked',
      handle: async ({ body }) => {
        const jobIds = await askForScans(needs, body);
        if (jobIds.length > 0 || body.sourceId === undefined) return { jobIds };
        return refuse(
          'not-found',
          'no-such-source',
          `There is no source ${body.sourceId} with people in it.`,
        );
      },
    }),
  ];
}

function ruleRoutes(needs: ScanAsking): AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/api/v1/quality/rules',
      permission: 'quality:read',
      summary: 'Every rule of quality, and whether it is on',
      reply: RulesReply,
      handle: () => listRules(needs.db),
    }),
    route({
      method: 'PUT',
      path: '/api/v1/quality/rules',
      permission: 'quality:write',
      summary: 'Switch rules on or off; every source is looked at again',
      body: ChangeRulesBody,
      reply: RulesReply,
      audit: 'quality.rules-changed',
      handle: async ({ body, actor }) => {
        const changed = await changeRules(needs, { ...body, by: actor?.name ?? 'nobody' });
        if ('items' in changed) await askForScans(needs, {});
        return changed;
      },
    }),
  ];
}

function checkRoute(needs: ScanAsking): AnyRoute {
  return route({
    method: 'POST',
    path: '/api/v1/quality/check',
    permission: 'quality:read',
    summary:
      'What the rules make of one record: normal forms, what is deduced, what is doubtful; nothing is stored',
    body: CheckBody,
    reply: CheckReply,
    handle: ({ body }) => {
      const said = Object.entries(body).filter(([, text]) => (text ?? '').trim() !== '');
      return checkParticulars(needs, Object.fromEntries(said) as PersonFields);
    },
  });
}
