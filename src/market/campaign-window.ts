import { MINUTES_PER_DAY, momentOfInstant } from './calendar.ts';
import { DAYS_AHEAD_MAX, type Market } from './market.ts';

/** A campaign by e-mail as the market feels it. */
export interface MarketCampaign {
  /** Names the campaign's chance: the same people react alike to the same id, otherwise to another. */
  readonly id: string;
  /** An instant with its zone, such as `2026-11-22T09:00:00Z`, not before the market's `until`. */
  readonly sentAt: string;
  /** Reactions and orders are simulated over so many days from sending. */
  readonly windowDays: number;
  /** The voucher's worth, 0 (a mere reminder) to 90. */
  readonly discountPercent: number;
}

/** First moment of a campaign's window and the first after it. Throws RangeError for what the market cannot simulate. */
export function campaignWindow(market: Market, campaign: MarketCampaign): { from: number; before: number } {
  const { sentAt, windowDays, discountPercent } = campaign;
  const from = momentOfInstant(sentAt);
  const before = from + windowDays * MINUTES_PER_DAY;
  if (!(windowDays > 0)) throw new RangeError(`campaign: windowDays must be above 0, not ${windowDays}`);
  if (!(discountPercent >= 0 && discountPercent <= 90)) {
    throw new RangeError(`campaign: discountPercent must be 0 to 90, not ${discountPercent}`);
  }
  if (
    from < market.untilDay * MINUTES_PER_DAY ||
    before > (market.untilDay + DAYS_AHEAD_MAX) * MINUTES_PER_DAY
  ) {
    throw new RangeError(
      `campaign: ${sentAt} + ${windowDays} days is outside the ${DAYS_AHEAD_MAX} days after the history`,
    );
  }
  return { from, before };
}
