import { foreignAddress } from './foreign-address.ts';
import { frenchAddress } from './french-address.ts';
import { normaliseCountry } from './normalise-country.ts';
import type { PostalAddress, SaidAddress } from './postal-address.ts';

/** Territories served by French postcodes, and Monaco, whose own are of the same list. */
const frenchPost = new Set(['FR', 'GP', 'MQ', 'GF', 'RE', 'YT', 'PM', 'BL', 'MF', 'PF', 'NC', 'WF']);

/**
 * An address as it is written on an envelope (RNVP: restructured, normalised, validated), with how surely a letter arrives and why.
 * Addresses of France and its territories follow NF Z10-011 and the official list of communes; other countries' keep their lines.
 * `homeCountry` is meant when no country is said. Normalising what was normalised changes no line.
 */
export function normaliseAddress(said: SaidAddress, homeCountry = 'FR'): PostalAddress {
  const country = (said.country ?? '').trim() === '' ? homeCountry : normaliseCountry(said.country ?? '');
  return frenchPost.has(country) ? frenchAddress(said) : foreignAddress(said, country);
}
