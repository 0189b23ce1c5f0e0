import type { PersonFieldName } from '#identify/customers';
import type { Words } from '#platform/module';

/** What the board looks at: the fields of a record, and the address they make together. */
export const boardFields = [
  'civility',
  'givenName',
  'familyName',
  'email',
  'phone',
  'birthDate',
  'address',
  'street',
  'postcode',
  'city',
  'country',
  'cardNumber',
] as const satisfies readonly (PersonFieldName | 'address')[];
export type BoardField = (typeof boardFields)[number];

/** `invalid`: cannot serve as it is. `suspicious`: may be wrong. `note`: could be better; counts in neither. */
export type RuleWeight = 'invalid' | 'suspicious' | 'note';

/** A rule of quality, as data. `on`: unless somebody says otherwise. */
export type QualityRule = {
  readonly code: string;
  readonly fields: readonly BoardField[];
  readonly weight: RuleWeight;
  readonly on: boolean;
  readonly label: Words;
};

const rule = (
  code: string,
  fields: BoardField | readonly BoardField[],
  weight: RuleWeight,
  label: Words,
  on = true,
): QualityRule => ({ code, fields: typeof fields === 'string' ? [fields] : fields, weight, on, label });

const names = ['givenName', 'familyName'] as const;

/** Every rule there is, in the order people read them. */
export const qualityRules: readonly QualityRule[] = [
  rule('civility-unknown', 'civility', 'invalid', { fr: 'Civilité inconnue', en: 'Unknown civility' }),
  rule('civility-contradicts-name', 'civility', 'suspicious', {
    fr: 'Civilité contraire au prénom',
    en: 'Civility at odds with the given name',
  }),
  rule(
    'civility-deducible',
    'civility',
    'note',
    { fr: 'Civilité déductible du prénom', en: 'Civility can be deduced from the given name' },
    false,
  ),
  rule('name-characters', names, 'invalid', {
    fr: 'Chiffres ou signes dans un nom',
    en: 'Figures or signs in a name',
  }),
  rule('name-placeholder', names, 'invalid', {
    fr: 'Nom bouche-trou (XXX, test, inconnu)',
    en: 'Placeholder name (XXX, test, unknown)',
  }),
  rule('name-swapped', names, 'suspicious', {
    fr: 'Prénom et nom intervertis',
    en: 'Given and family name the wrong way round',
  }),
  rule('name-company', names, 'suspicious', { fr: 'Nom d’organisation', en: 'Name of an organisation' }),
  rule(
    'name-case',
    names,
    'note',
    { fr: 'Tout en capitales ou en minuscules', en: 'All capitals or all small letters' },
    false,
  ),
  rule('email-invalid', 'email', 'invalid', { fr: 'Pas une adresse e-mail', en: 'Not an e-mail address' }),
  rule('email-placeholder', 'email', 'invalid', {
    fr: 'Adresse e-mail bouche-trou',
    en: 'Placeholder e-mail address',
  }),
  rule('email-trial-domain', 'email', 'note', {
    fr: 'Domaine réservé aux essais (.example)',
    en: 'Domain kept for trials (.example)',
  }),
  rule('email-domain-typo', 'email', 'suspicious', {
    fr: 'Domaine sans doute mal tapé',
    en: 'Domain probably mistyped',
  }),
  rule('email-disposable', 'email', 'suspicious', { fr: 'Boîte jetable', en: 'Disposable mailbox' }),
  rule('email-role', 'email', 'suspicious', {
    fr: 'Adresse de fonction (info@…)',
    en: 'Address of a function (info@…)',
  }),
  rule('phone-invalid', 'phone', 'invalid', {
    fr: 'Numéro hors de tout plan',
    en: 'Number of no numbering plan',
  }),
  rule('phone-placeholder', 'phone', 'suspicious', { fr: 'Numéro bouche-trou', en: 'Placeholder number' }),
  rule('phone-special', 'phone', 'suspicious', {
    fr: 'Numéro spécial ou surtaxé',
    en: 'Service or premium-rate number',
  }),
  rule('birth-date-impossible', 'birthDate', 'invalid', {
    fr: 'Date de naissance impossible',
    en: 'Impossible date of birth',
  }),
  rule('birth-date-default', 'birthDate', 'suspicious', {
    fr: 'Date mise par défaut (01/01/1900…)',
    en: 'Default date (1900-01-01…)',
  }),
  rule('birth-date-first-of-january', 'birthDate', 'suspicious', {
    fr: 'Né un 1er janvier',
    en: 'Born on a first of January',
  }),
  rule('birth-date-child', 'birthDate', 'suspicious', { fr: 'Moins de 15 ans', en: 'Under 15' }),
  rule('address-undeliverable', 'address', 'invalid', {
    fr: 'Adresse non distribuable',
    en: 'Address that cannot be delivered to',
  }),
  rule('address-doubtful', 'address', 'suspicious', { fr: 'Adresse douteuse', en: 'Doubtful address' }),
  rule('address-corrected', 'address', 'note', {
    fr: 'Adresse corrigée sans doute possible',
    en: 'Address corrected without a doubt',
  }),
  rule('street-missing', 'street', 'invalid', { fr: 'Pas de voie', en: 'No street' }),
  rule('street-unclear', 'street', 'suspicious', { fr: 'Voie non reconnue', en: 'Street not recognised' }),
  rule('number-missing', 'street', 'suspicious', {
    fr: 'Pas de numéro dans la voie',
    en: 'No number in the street',
  }),
  rule('line-too-long', 'street', 'suspicious', {
    fr: 'Ligne de plus de 38 caractères',
    en: 'Line longer than 38 characters',
  }),
  rule('postcode-missing', 'postcode', 'invalid', { fr: 'Pas de code postal', en: 'No postcode' }),
  rule('postcode-unknown', 'postcode', 'suspicious', { fr: 'Code postal inconnu', en: 'Unknown postcode' }),
  rule('postcode-wrong', 'postcode', 'suspicious', { fr: 'Code postal erroné', en: 'Wrong postcode' }),
  rule('postcode-city-mismatch', 'postcode', 'suspicious', {
    fr: 'Code postal d’une autre commune',
    en: 'Postcode of another town',
  }),
  rule('place-unknown', 'postcode', 'invalid', {
    fr: 'Ni code postal ni commune connus',
    en: 'Neither postcode nor town known',
  }),
  rule('city-missing', 'city', 'invalid', { fr: 'Pas de commune', en: 'No town' }),
  rule('city-unknown', 'city', 'suspicious', { fr: 'Commune inconnue', en: 'Unknown town' }),
  rule('city-misspelt', 'city', 'suspicious', { fr: 'Commune mal orthographiée', en: 'Misspelt town' }),
  rule('city-merged', 'city', 'note', { fr: 'Commune fusionnée', en: 'Merged town' }),
  rule('country-unknown', 'country', 'invalid', { fr: 'Pays inconnu', en: 'Unknown country' }),
];

const byCode = new Map(qualityRules.map((one) => [one.code, one]));

export function findRule(code: string): QualityRule | undefined {
  return byCode.get(code);
}
