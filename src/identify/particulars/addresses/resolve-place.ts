import { oneSlipApart } from '../one-slip.ts';
import { type Problem, problem } from '../problem.ts';
import {
  type Commune,
  communeKey,
  communesNamed,
  communesOfPostcode,
  formerCommunesNamed,
} from './communes.ts';
import type { Place } from './place.ts';
import { readLocality, readPostcode, type SaidLocality } from './read-locality.ts';

/**
 * Holds a postcode and a town against the official list of communes. A fault is corrected only where one answer is left: a
 * spelling one slip away among the communes of the postcode, a digit wrong in the postcode of the commune, one of the two missing
 * while the other allows a single answer, a district named. Else both are kept as they were said, with what might be meant.
 */
export function resolvePlace(postcode: string, city: string): Place {
  const asked = readLocality(city);
  const code = readPostcode(postcode === '' ? asked.postcode : postcode);
  if (asked.cedex !== '') return cedexPlace(code, asked);
  const districts = districtPlace(code, asked);
  if (districts !== undefined) return districts;
  const here = communesOfPostcode(code);
  if (here.length > 0) return amongCommunes(code, asked, here);
  return byName(code, asked);
}

const valid = (postcode: string, locality: string, formerly = ''): Place => ({
  postcode,
  locality,
  formerly,
  state: 'valid',
  problems: [],
});
const corrected = (postcode: string, locality: string, why: Problem, formerly = ''): Place => ({
  ...valid(postcode, locality, formerly),
  state: 'corrected',
  problems: [why],
});
const kept = (postcode: string, asked: SaidLocality, state: 'doubtful' | 'unknown', why: Problem): Place => ({
  postcode,
  locality: asked.cedex === '' ? spoken(asked) : `${asked.name} ${asked.cedex}`.trim(),
  formerly: '',
  state,
  problems: [why],
});
const spoken = ({ name, district }: SaidLocality) => (district === 0 ? name : `${name} ${district}`);
const both = (postcode: string, locality: string) => `${postcode} ${locality}`;

/** CEDEX codes are given to companies and change often: only the town is checked, against the department. */
function cedexPlace(code: string, asked: SaidLocality): Place {
  if (!/^\d{5}$/.test(code)) return kept(code, asked, 'unknown', problem('postcode-missing'));
  const inDepartment = communesNamed(asked.key).some((commune) => departmentFits(code, commune));
  if (!inDepartment) return kept(code, asked, 'doubtful', problem('city-unknown'));
  return valid(code, `${asked.name} ${asked.cedex}`);
}

/** Whether a postcode's first digits are a commune's department's: Corsica's are 20, overseas ones three. */
function departmentFits(code: string, { department, postcodes }: Commune): boolean {
  const digits = department.startsWith('2A') || department.startsWith('2B') ? '20' : department;
  return code.startsWith(digits) || postcodes.some((own) => own.slice(0, 2) === code.slice(0, 2));
}

/** Paris, Lyon and Marseille with a district: it alone makes the postcode. */
function districtPlace(code: string, { name, district }: SaidLocality): Place | undefined {
  if (district === 0) return undefined;
  const base = { PARIS: '750', LYON: '690', MARSEILLE: '130' }[name];
  const meant = `${base}${String(district).padStart(2, '0')}`;
  if (base === undefined || communesOfPostcode(meant).length === 0) return undefined;
  if (code === meant || (meant === '75016' && code === '75116')) return valid(code, name);
  if (code === '') return corrected(meant, name, problem('postcode-missing', meant));
  if (code === `${base}00`) return corrected(meant, name, problem('postcode-wrong', meant));
  const asked = { name, district, key: name, cedex: '', postcode: '' };
  return kept(code, asked, 'doubtful', problem('postcode-city-mismatch', both(meant, name)));
}

function amongCommunes(code: string, asked: SaidLocality, here: readonly Commune[]): Place {
  const [only] = here.length === 1 ? here : [];
  if (asked.key === '') {
    if (only === undefined) return kept(code, asked, 'doubtful', problem('city-missing'));
    return corrected(code, only.name, problem('city-missing', only.name));
  }
  const exact = here.find(({ name }) => name === asked.name) ?? named(here, asked.key);
  if (exact !== undefined) return valid(code, exact.name);
  const merged = formerCommunesNamed(asked.key).find(({ successor }) => here.includes(successor));
  if (merged !== undefined)
    return corrected(code, merged.successor.name, problem('city-merged', merged.successor.name), merged.name);
  const near = here.filter((commune) => nearName(keyOf(commune), asked.key));
  const [meant] = near;
  if (meant !== undefined && near.length === 1)
    return corrected(code, meant.name, problem('city-misspelt', meant.name));
  const elsewhere = communesNamed(asked.key);
  const slip = slippedPostcode(code, elsewhere);
  if (slip !== undefined)
    return corrected(slip.postcode, slip.name, problem('postcode-wrong', slip.postcode));
  const best = elsewhere.find((commune) => departmentFits(code, commune)) ?? elsewhere[0];
  if (best !== undefined)
    return kept(
      code,
      asked,
      'doubtful',
      problem('postcode-city-mismatch', both(best.postcodes[0] ?? '', best.name)),
    );
  return kept(code, asked, 'doubtful', problem('city-unknown', only?.name));
}

function byName(code: string, asked: SaidLocality): Place {
  const why = code === '' ? 'postcode-missing' : 'postcode-unknown';
  const current = communesNamed(asked.key);
  const merged = current.length === 0 ? formerCommunesNamed(asked.key) : [];
  const [former] = merged.length === 1 ? merged : [];
  const candidates = former === undefined ? current : [former.successor];
  const slip = slippedPostcode(code, candidates);
  // A code unknown but of the right department may be a company's own (CEDEX left out): it is not corrected.
  if (slip !== undefined && !candidates.some((commune) => departmentFits(code, commune)))
    return corrected(slip.postcode, slip.name, problem('postcode-wrong', slip.postcode), former?.name);
  const fitting = code === '' ? candidates : candidates.filter((commune) => departmentFits(code, commune));
  const [only] = fitting.length === 1 ? fitting : [];
  const [postcode, second] = only?.postcodes ?? [];
  if (only === undefined || postcode === undefined)
    return kept(
      code,
      asked,
      candidates.length > 0 ? 'doubtful' : 'unknown',
      problem(candidates.length > 0 ? why : 'place-unknown'),
    );
  if (second !== undefined || code !== '')
    return kept(code, asked, 'doubtful', problem(why, second === undefined ? postcode : undefined));
  return corrected(postcode, only.name, problem(why, postcode), former?.name);
}

const keyOf = ({ name }: Commune) => communeKey(name);
const named = (here: readonly Commune[], key: string) => here.find((commune) => keyOf(commune) === key);

/** The one commune of these with a postcode one slip from what was said. */
function slippedPostcode(
  code: string,
  communes: readonly Commune[],
): { postcode: string; name: string } | undefined {
  if (!/^\d{5}$/.test(code)) return undefined;
  const close = communes.flatMap(({ name, postcodes }) =>
    postcodes
      .filter((postcode) => postcode !== code && oneSlipApart(postcode, code))
      .map((postcode) => ({ postcode, name })),
  );
  return close.length === 1 ? close[0] : undefined;
}

/** One slip of the keyboard in the whole name, in each of its words, an article left out, or a name cut short. */
function nearName(known: string, said: string): boolean {
  if (said.length >= 5 && oneSlipApart(known, said)) return true;
  if (known.replace(/^(LE|LA|LES|L) /, '') === said.replace(/^(LE|LA|LES|L) /, '')) return true;
  if (said.length >= 5 && known.startsWith(`${said} `)) return true;
  const [a, b] = [known.split(' '), said.split(' ')];
  return (
    a.length === b.length &&
    a.every((word, at) => {
      const other = b[at] ?? '';
      return word === other || (word.length >= 5 && oneSlipApart(word, other));
    })
  );
}
