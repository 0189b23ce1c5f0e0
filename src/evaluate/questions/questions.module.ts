import { listEffects, measureCampaign } from '#evaluate/effects';
import type { Clock } from '#platform/clock';
import type { DatabaseServer } from '#platform/database';
import { route } from '#platform/http';
import type { Module } from '#platform/module';
import type { Warehouse } from '#platform/warehouse';
import { answerQuestions } from './answer-questions.ts';
import { QuestionsReply } from './api.ts';
import type { MeasuredCampaign } from './question.ts';

type Needs = { database: DatabaseServer; warehouse: Warehouse; clock: Clock; currency: string };

async function measuredCampaigns(needs: Needs): Promise<MeasuredCampaign[]> {
  const measure = (campaignId: number) => measureCampaign({ campaignId }, needs);
  const { items } = await listEffects({ db: needs.database.db, measure }, { limit: 20 });
  return items.flatMap(({ name, effect }) => {
    const { estimate, low, high } = effect?.margin ?? {};
    return typeof estimate === 'number' && typeof low === 'number' && typeof high === 'number'
      ? [{ name, estimate, low, high }]
      : [];
  });
}

/** The ten questions of value. */
export function questionsModule(needs: Needs): Module {
  const { database, warehouse } = needs;
  return {
    name: 'evaluate/questions',
    routes: [
      route({
        method: 'GET',
        path: '/api/v1/questions',
        permission: 'value:read',
        summary: 'The ten questions of value, each with its number or the data that would give it',
        reply: QuestionsReply,
        handle: () =>
          answerQuestions({ db: database.db, warehouse, campaigns: () => measuredCampaigns(needs) }),
      }),
    ],
  };
}
