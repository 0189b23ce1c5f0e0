import { oneSlipApart } from '../one-slip.ts';
import { mailProviders } from './mail-providers.ts';

const known = new Set(mailProviders);
/** Providers whose name is long enough for one slip to be told from another name. */
const nameable = mailProviders.flatMap((provider) => {
  const [name = '', ...rest] = provider.split('.');
  return name.length < 5 ? [] : [{ provider, name, ending: rest.join('.') }];
});
/** As they are when the dot is forgotten. */
const dotless = mailProviders
  .filter((provider) => provider.length >= 8)
  .map((provider) => ({ provider, joined: provider.replace('.', '') }));

/** Endings that exist nowhere, or not at these providers, and what the hand meant. */
const endings: readonly (readonly [RegExp, string])[] = [
  [/\.(con|cmo|vom|xom|comm|ocm|cim|clm|coml|cpm|om|c0m|coom)$/, '.com'],
  [/\.(fre|ft|rf|ff|frr|fe|f|fd)$/, '.fr'],
  [/\.(ney|met|nett|ner|bet)$/, '.net'],
];
/** Providers that have a domain in many countries: another country's is not a slip. */
const everywhere = /^(hotmail|yahoo|live|outlook|gmx|msn|aol)\./;

/**
 * The provider's domain that a mistyped one probably means ("gmial.com" → "gmail.com", "orange.frr" → "orange.fr"), or undefined.
 * One slip of the keyboard (a letter changed, added, dropped, or two swapped) from one provider with a name of five letters or
 * more, or an ending that does not exist. Only proposed: a domain one letter from a provider's may be somebody's own.
 */
export function proposeDomain(domain: string): string | undefined {
  if (known.has(domain)) return undefined;
  const repaired = withEnding(domain);
  if (repaired !== undefined && known.has(repaired)) return repaired;
  if (/^gmail\.[a-z]{2,3}$/.test(domain)) return 'gmail.com';
  const [name = '', ...rest] = (repaired ?? domain).split('.');
  const ending = rest.join('.');
  if (everywhere.test(domain) && ending.length <= 5) return undefined;
  const near = nameable.filter(
    (one) => one.ending === ending && one.name !== name && oneSlipApart(one.name, name),
  );
  if (near.length === 0 && repaired === undefined)
    return dotless.find(({ joined }) => oneSlipApart(joined, domain))?.provider;
  return near.length === 1 ? near[0]?.provider : undefined;
}

function withEnding(domain: string): string | undefined {
  const slip = endings.find(([wrong]) => wrong.test(domain));
  return slip === undefined ? undefined : domain.replace(slip[0], slip[1]);
}
