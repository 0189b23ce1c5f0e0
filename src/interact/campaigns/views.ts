import { closingCodes, reasonLabel } from '#interact/gate';
import type { MessageWithReactions } from '#interact/messages';
import { trimDecimal } from '#platform/money';
import type { CampaignView, MessageView } from './api.ts';
import type { Campaign } from './campaign.ts';
import { reasonsOf } from './explain-contact.ts';

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

/** A campaign as screens, the CLI and other programs see it. */
export function viewCampaign({ planCursor: _planCursor, ...campaign }: Campaign): CampaignView {
  return {
    ...campaign,
    costPerContact: trimDecimal(campaign.costPerContact),
    fixedCost: trimDecimal(campaign.fixedCost),
    scheduledAt: iso(campaign.scheduledAt),
    launchedAt: iso(campaign.launchedAt),
    plannedAt: iso(campaign.plannedAt),
    endedAt: iso(campaign.endedAt),
    createdAt: campaign.createdAt.toISOString(),
    changedAt: campaign.changedAt.toISOString(),
  };
}

/** A message of the ledger as lists see it. */
export function viewMessage(message: MessageWithReactions): MessageView {
  const { messageId, origin, customerId, address, arm, state, reason, couponCode, attempts, answer } =
    message;
  return {
    messageId,
    origin,
    customerId,
    address,
    arm,
    state,
    reason,
    why: reasonsOf(message.decision).map(({ fr, en }) => ({ fr, en })),
    couponCode,
    attempts,
    answer,
    plannedAt: message.plannedAt.toISOString(),
    handedOverAt: iso(message.handedOverAt),
    openedAt: iso(message.openedAt),
    clickedAt: iso(message.clickedAt),
    unsubscribedAt: iso(message.unsubscribedAt),
  };
}

const otherReasons: Readonly<Record<string, { fr: string; en: string }>> = {
  'refused-for-now': {
    fr: 'Refusé pour l’instant, nouvel essai prévu',
    en: 'Refused for now, will be tried again',
  },
  'refused-too-often': { fr: 'Refusé trop souvent', en: 'Refused too often' },
  'address-refused': { fr: 'Adresse refusée', en: 'Address refused' },
  'bounced-hard': { fr: 'Revenu, refusé pour toujours', en: 'Came back, refused for ever' },
  'bounced-soft': { fr: 'Revenu, refusé pour l’instant', en: 'Came back, refused for now' },
  'message-refused': { fr: 'Message refusé', en: 'Message refused' },
  'line-cut': { fr: 'Liaison coupée pendant l’envoi', en: 'Line cut while sending' },
  'sender-died': { fr: 'Arrêt brutal pendant l’envoi', en: 'Sender died while sending' },
  'campaign-cancelled': { fr: 'Campagne annulée', en: 'Campaign cancelled' },
  erased: { fr: 'Personne effacée', en: 'Person erased' },
};

/** A reason of the ledger in words: the gate's own, or what happened after it. */
export function labelOf(reason: string | null): { fr: string; en: string } {
  const code = closingCodes.find((one) => one === reason);
  if (code !== undefined) return { fr: reasonLabel(code, 'fr'), en: reasonLabel(code, 'en') };
  return otherReasons[reason ?? ''] ?? { fr: '', en: '' };
}
