/** A campaign run elsewhere, named by its source's key. */
export type OutsideCampaign = {
  readonly campaignKey: string;
  readonly name?: string;
  readonly kind?: string;
  readonly startsAt?: Date;
  readonly endsAt?: Date;
  readonly other?: Readonly<Record<string, string>>;
};

/** A coupon of a campaign run elsewhere, possibly on one product. */
export type OutsideCoupon = {
  readonly couponKey: string;
  readonly campaignKey?: string;
  readonly sku?: string;
};
