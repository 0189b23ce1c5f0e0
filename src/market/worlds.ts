import { chance, exponential, integer, namedStream, uniform, type RandomStream } from '#analytics/random';
import { MINUTES_PER_DAY } from './calendar.ts';
import { campaignWindow, type MarketCampaign } from './campaign-window.ts';
import type { Market } from './market.ts';
import { drawOrder, inWindow, ordersOf, RETURN_MINUTES_MAX, returnsOf, type Order } from './orders.ts';
import type { Person } from './person.ts';
import { minuteFor } from './purchases.ts';
import { dossierOf, type Dossier } from './records.ts';
import { extraOrderProbability } from './response.ts';

/** One person's window in both worlds, with the same chance in each: they differ only by what the contact did. */
export interface Worlds {
  readonly without: readonly Order[];
  readonly contacted: readonly Order[];
  readonly openedAt: number | undefined;
  readonly clickedAt: number | undefined;
  readonly unsubscribedAt: number | undefined;
}

/**
 * The potential outcomes of one person under a campaign (Rubin 1974), by common random numbers. Without contact: the base
 * purchases go on. With it: perhaps the mail is opened; perhaps an extra order follows; the voucher may be used on later
 * base orders too; a sleeping dog may cancel all base orders of the window. The base process itself is not changed.
 */
export function worldsOf(
  market: Market,
  person: Person,
  campaign: MarketCampaign,
  voucherCode?: string,
): Worlds {
  const { from, before } = campaignWindow(market, campaign);
  const { response } = market.parameters;
  const dossier = dossierOf(market, person, before);
  const without = ordersOf(market, dossier, from, before);
  const random = namedStream(person.random, `campaign ${campaign.id}`);
  const draws = drawReaction(market, random, person, dossier, campaign, { from, before });
  const voucher = { percent: campaign.discountPercent, code: voucherCode };
  const kept: Order[] = [];
  for (const { number, moment, record } of dossier.purchases) {
    if (moment < from - RETURN_MINUTES_MAX || (moment >= from && draws.cancels)) continue;
    const placed = { name: String(number), source: record.source, moment, record };
    const canUse = moment >= from && draws.openedAt !== undefined && moment > draws.openedAt;
    const uses = canUse && chance(namedStream(random, `voucher ${number}`), response.voucherOnBaseOrder);
    const order = drawOrder(market, person, uses ? { ...placed, voucher } : placed);
    kept.push(order, ...returnsOf(person, order));
  }
  if (draws.extraAt !== undefined) {
    const record = dossier.records.find(({ source }) => source === draws.extraSource) ?? dossier.records[0];
    if (record) {
      const placed = { name: campaign.id, source: record.source, moment: draws.extraAt, record, voucher };
      const order = drawOrder(market, person, placed);
      kept.push(order, ...returnsOf(person, order));
    }
  }
  return { without, contacted: inWindow(kept, from, before), ...draws };
}

interface Reaction {
  readonly openedAt: number | undefined;
  readonly clickedAt: number | undefined;
  readonly unsubscribedAt: number | undefined;
  readonly extraAt: number | undefined;
  readonly extraSource: string;
  readonly cancels: boolean;
}

/** All of a reaction's chance, drawn in a fixed order so that no answer shifts another. */
function drawReaction(
  market: Market,
  random: RandomStream,
  person: Person,
  dossier: Dossier,
  campaign: MarketCampaign,
  window: { from: number; before: number },
): Reaction {
  const { response } = market.parameters;
  const isCustomer = !dossier.purchases.some(({ leaves, moment }) => leaves && moment < window.from);
  const opens = chance(random, person.response.openProbability);
  const openedAt = window.from + 1 + Math.floor(exponential(random, 1 / (60 * response.openingHoursMean)));
  const extra = chance(random, extraOrderProbability(market, person, campaign.discountPercent, isCustomer));
  const cancels = person.response.sleepingDog && chance(random, response.cancelProbability);
  const idleClick = chance(random, 0.08);
  const unsubscribes = chance(random, person.response.sleepingDog ? 0.12 : 0.008);
  const pause = integer(random, 1, 6);
  const online = chance(random, person.traits.webShare);
  const seen = opens && openedAt < window.before - 10;
  const orders = seen && extra;
  const clicks = orders ? online : idleClick;
  return {
    openedAt: seen ? openedAt : undefined,
    clickedAt: seen && clicks ? openedAt + pause : undefined,
    unsubscribedAt: seen && unsubscribes ? openedAt + pause + 1 : undefined,
    extraAt: orders
      ? drawExtraMoment(market, random, openedAt + pause + 1, window.before, online)
      : undefined,
    extraSource: online ? 'web' : 'shop',
    cancels,
  };
}

/** Exponential delay of known mean, cut to end inside the window (by inversion), at an hour of the channel's day. */
function drawExtraMoment(
  market: Market,
  random: RandomStream,
  earliest: number,
  before: number,
  online: boolean,
): number {
  const mean = market.parameters.response.delayDaysMean * MINUTES_PER_DAY;
  const room = before - earliest;
  const delay = -mean * Math.log1p(-uniform(random) * (1 - Math.exp(-room / mean)));
  const exact = Math.min(earliest + Math.floor(delay), before - 1);
  const day = Math.floor(exact / MINUTES_PER_DAY);
  const atGoodHour = day * MINUTES_PER_DAY + minuteFor(random, online ? 'web' : 'shop');
  return atGoodHour >= earliest && atGoodHour < before ? atGoodHour : exact;
}
