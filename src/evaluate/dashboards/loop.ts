import type { LoopState } from './api.ts';
import type { WeekCounts } from './week.store.ts';

type Forms = readonly [one: string, several: string];

/** A figure named for its number: French counts nought and one alike, English one alone. */
function figure(name: string, value: number, fr: Forms, en: Forms): LoopState['figures'][number] {
  return { name, value, label: { fr: fr[value < 2 ? 0 : 1], en: en[value === 1 ? 0 : 1] } };
}

/** The five rooms in the order of the method, each with the one or two figures that say what moved this week. */
export function loopOf(week: WeekCounts, moves: { up: number; down: number }): LoopState[] {
  return [
    {
      room: 'identify',
      figures: [
        figure(
          'newCustomers',
          week.newCustomers,
          ['nouveau client', 'nouveaux clients'],
          ['new customer', 'new customers'],
        ),
        figure(
          'importedLines',
          week.importedLines,
          ['ligne importée', 'lignes importées'],
          ['line imported', 'lines imported'],
        ),
      ],
    },
    {
      room: 'differentiate',
      figures: [
        figure(
          'movedUp',
          moves.up,
          ['client monté en valeur', 'clients montés en valeur'],
          ['customer up in value', 'customers up in value'],
        ),
        figure(
          'movedDown',
          moves.down,
          ['client descendu en valeur', 'clients descendus en valeur'],
          ['customer down in value', 'customers down in value'],
        ),
        figure(
          'changedSegments',
          week.changedSegments,
          ['segment écrit ou modifié', 'segments écrits ou modifiés'],
          ['segment written or changed', 'segments written or changed'],
        ),
      ],
    },
    {
      room: 'customise',
      figures: [
        figure(
          'couponsIssued',
          week.couponsIssued,
          ['coupon personnel émis', 'coupons personnels émis'],
          ['personal coupon issued', 'personal coupons issued'],
        ),
      ],
    },
    {
      room: 'interact',
      figures: [
        figure(
          'messagesSent',
          week.messagesSent,
          ['message parti', 'messages partis'],
          ['message sent', 'messages sent'],
        ),
        figure(
          'messagesWithheld',
          week.messagesWithheld,
          ['message retenu', 'messages retenus'],
          ['message withheld', 'messages withheld'],
        ),
      ],
    },
    {
      room: 'evaluate',
      figures: [
        figure(
          'campaignsMeasured',
          week.campaignsMeasured,
          ['campagne arrivée à mesure', 'campagnes arrivées à mesure'],
          ['campaign ready to judge', 'campaigns ready to judge'],
        ),
      ],
    },
  ];
}
