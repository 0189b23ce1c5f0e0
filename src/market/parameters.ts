/** Everything the simulated market is governed by. All of it is known, so whatever is estimated can be judged. */
export interface MarketParameters {
  /** BG/NBD (Fader, Hardie, Lee 2005): purchase rate per seasonal week ~ gamma(shape, rate). */
  readonly rateShape: number;
  readonly rateRate: number;
  /** How far kinds of people differ: the rate of those aged 35 to 64, or of the Paris region, is exp(this) times that of others; 0 not at all. */
  readonly rateByKind: number;
  /** BG/NBD: probability of leaving after each repeat purchase ~ beta(a, b). */
  readonly dropoutA: number;
  readonly dropoutB: number;
  /** Share of people who registered without buying. */
  readonly prospectShare: number;
  /** Share of people having a second record in the same source, per source where they have one. */
  readonly duplicateShare: { readonly shop: number; readonly web: number; readonly phone: number };
  /** Probability that a written field of a record is misspelt, per source. */
  readonly slipShare: { readonly shop: number; readonly web: number; readonly phone: number };
  /** Share of households that moved during the window. */
  readonly moverShare: number;
  /** Share of products whose cost the retailer does not know (the truth does). */
  readonly unknownCostShare: number;
  /** Till tickets without a card, for each person of the market. */
  readonly anonymousTicketsPerPerson: number;
  readonly response: ResponseParameters;
}

/** How people react to being contacted; see README, "Response". */
export interface ResponseParameters {
  /** Probability of opening ~ beta(a, b). */
  readonly openA: number;
  readonly openB: number;
  /** Probability of an extra order once opened, before the person's traits act on it ~ beta(a, b). */
  readonly extraA: number;
  readonly extraB: number;
  /** Someone who has dropped out answers this much as well. */
  readonly dropoutFactor: number;
  /** Effect of a contact with no discount, as a share of the effect of a 10 % voucher. */
  readonly reminderShare: number;
  /** Share of people (times 1 − bargain) whom a contact irritates, and their probability of then buying nothing. */
  readonly sleepingDogShare: number;
  readonly cancelProbability: number;
  /** Probability that someone who opened uses the voucher on an order they would have placed anyway. */
  readonly voucherOnBaseOrder: number;
  /** Mean days from opening to the extra order, mean hours from sending to opening. */
  readonly delayDaysMean: number;
  readonly openingHoursMean: number;
}

export const DEFAULT_PARAMETERS: MarketParameters = {
  rateShape: 0.7,
  rateRate: 9,
  rateByKind: 0,
  dropoutA: 0.8,
  dropoutB: 3.2,
  prospectShare: 0.06,
  duplicateShare: { shop: 0.07, web: 0.05, phone: 0.05 },
  slipShare: { shop: 0.05, web: 0.025, phone: 0.1 },
  moverShare: 0.1,
  unknownCostShare: 0.08,
  anonymousTicketsPerPerson: 0.5,
  response: {
    openA: 3,
    openB: 3.5,
    extraA: 1.6,
    extraB: 4.4,
    dropoutFactor: 0.35,
    reminderShare: 0.25,
    sleepingDogShare: 0.08,
    cancelProbability: 0.5,
    voucherOnBaseOrder: 0.6,
    delayDaysMean: 5,
    openingHoursMean: 9,
  },
};
