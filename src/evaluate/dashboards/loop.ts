import type { LoopState } from './api.ts';
import type { WeekCounts } from './week.store.ts';

function figure(name: string, value: number, fr: string, en: string): LoopState['figures'][number] {
  return { name, value, label: { fr, en } };
}

/** The five rooms in the order of the method, each with the one or two figures that say what moved this week. */
export function loopOf(week: WeekCounts, moves: { up: number; down: number }): LoopState[] {
  return [
    {
      room: 'identify',
      figures: [
        figure('newCustomers', week.newCustomers, 'nouveaux clients', 'new customers'),
        figure('importedLines', week.importedLines, 'lignes importées', 'lines imported'),
      ],
    },
    {
      room: 'differentiate',
      figures: [
        figure('movedUp', moves.up, 'clients montés en valeur', 'customers up in value'),
        figure('movedDown', moves.down, 'clients descendus en valeur', 'customers down in value'),
        figure(
          'changedSegments',
          week.changedSegments,
          'segments écrits ou modifiés',
          'segments written or changed',
        ),
      ],
    },
    {
      room: 'customise',
      figures: [
        figure('couponsIssued', week.couponsIssued, 'coupons personnels émis', 'personal coupons issued'),
      ],
    },
    {
      room: 'interact',
      figures: [
        figure('messagesSent', week.messagesSent, 'messages partis', 'messages sent'),
        figure('messagesWithheld', week.messagesWithheld, 'messages retenus', 'messages withheld'),
      ],
    },
    {
      room: 'evaluate',
      figures: [
        figure(
          'campaignsMeasured',
          week.campaignsMeasured,
          'campagnes arrivées à mesure',
          'campaigns ready to judge',
        ),
      ],
    },
  ];
}
