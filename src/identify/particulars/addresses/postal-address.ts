import type { Problem } from '../problem.ts';

/** An address as it was said. `recipient` is who is named on line 1. */
export type SaidAddress = {
  readonly recipient?: string | undefined;
  /** One or several lines. */
  readonly street?: string | undefined;
  readonly postcode?: string | undefined;
  readonly city?: string | undefined;
  /** ISO 3166 alpha-2, or a name; the home country when empty. */
  readonly country?: string | undefined;
};

/**
 * How surely a letter arrives. `deliverable`; `corrected`: after a correction that leaves no doubt; `doubtful`: it may;
 * `undeliverable`: it cannot; `foreign`: written by its country's rules, not verified; `missing`: nothing was said.
 */
export type Deliverability =
  | 'deliverable'
  | 'corrected'
  | 'doubtful'
  | 'undeliverable'
  | 'foreign'
  | 'missing';

/** An address as it is written on an envelope. */
export type PostalAddress = {
  /** Six lines of 38 characters at most (NF Z10-011), '' where there is nothing: recipient, flat, building, street, hamlet or box, town. */
  readonly lines: readonly [string, string, string, string, string, string];
  /** Line 7, in French capitals as the Universal Postal Union asks; '' at home. */
  readonly countryLine: string;
  readonly country: string;
  readonly postcode: string;
  readonly locality: string;
  readonly deliverability: Deliverability;
  /** The reasons of the grade, gravest first; corrections carry what was put instead. */
  readonly problems: readonly Problem[];
};

/** A normalised address as fields again: normalising these changes nothing. */
export function addressFields(address: PostalAddress): Required<SaidAddress> {
  const [recipient, ...rest] = address.lines;
  return {
    recipient,
    street: rest
      .slice(0, 4)
      .filter((line) => line !== '')
      .join('\n'),
    postcode: address.postcode,
    city: address.locality,
    country: address.country,
  };
}
