import {
  type Attribute,
  type AttributeSource,
  type AttributeType,
  type Words,
  words,
} from '#platform/module';

const query = `
  SELECT customer_id, civility, given_name, family_name, email_domain, has_email, has_phone, has_address, birth_date,
         postcode, city, country, source_names, persons, granted, withdrawn, other, first_seen_at
  FROM customers FINAL WHERE is_deleted = 0`;

function one(
  name: string,
  type: AttributeType,
  [label, meaning]: readonly [Words, Words],
  expression: string,
  more: Partial<Attribute> = {},
): Attribute {
  const missing = { list: '[]', boolean: 'false', text: "''" }[type as string] ?? 'NULL';
  return { name, type, label, meaning, expression, missing, ...more };
}

/** Overseas postcodes name their department with three digits; Corsica's 20 is two departments. */
const department = `multiIf(
  NOT (country IN ('', 'FR') AND match(postcode, '^[0-9]{5}$')), '',
  postcode >= '97', substring(postcode, 1, 3),
  startsWith(postcode, '20'), if(postcode < '20200', '2A', '2B'),
  substring(postcode, 1, 2))`;

const identity: readonly Attribute[] = [
  one('civility', 'text', [words('Civilité', 'Civility'), words('M., Mme…', 'Mr, Ms…')], 'civility'),
  one('givenName', 'text', [words('Prénom', 'Given name'), words('Prénom', 'Given name')], 'given_name'),
  one(
    'familyName',
    'text',
    [words('Nom', 'Family name'), words('Nom de famille', 'Family name')],
    'family_name',
  ),
  one(
    'age',
    'number',
    [
      words('Âge', 'Age'),
      words('Âge révolu, d’après la date de naissance', 'Full years since the date of birth'),
    ],
    "if(isNull(birth_date) OR birth_date > toDate32({now:DateTime64(3)}), NULL, age('year', assumeNotNull(birth_date), toDate32({now:DateTime64(3)})))",
    { unit: 'years' },
  ),
  one(
    'birthday',
    'text',
    [words('Anniversaire', 'Birthday'), words('Mois et jour, MM-JJ', 'Month and day, MM-DD')],
    "if(isNull(birth_date), '', formatDateTime(assumeNotNull(birth_date), '%m-%d'))",
  ),
];

const place: readonly Attribute[] = [
  one('city', 'text', [words('Ville', 'City'), words('Ville de l’adresse', 'City of the address')], 'city'),
  one(
    'postcode',
    'text',
    [words('Code postal', 'Postcode'), words('Code postal de l’adresse', 'Postcode of the address')],
    'postcode',
  ),
  one(
    'department',
    'text',
    [
      words('Département', 'Department'),
      words(
        'Département français, d’après le code postal (2A, 2B, 971…)',
        'French department, from the postcode (2A, 2B, 971…)',
      ),
    ],
    department,
  ),
  one(
    'country',
    'text',
    [words('Pays', 'Country'), words('Code ISO du pays', 'ISO code of the country')],
    'country',
  ),
];

const reach: readonly Attribute[] = [
  one(
    'hasEmail',
    'boolean',
    [
      words('A un e-mail', 'Has an e-mail'),
      words('Une adresse e-mail valide est connue', 'A valid e-mail address is known'),
    ],
    'has_email = 1',
  ),
  one(
    'hasPhone',
    'boolean',
    [words('A un téléphone', 'Has a phone'), words('Un numéro valide est connu', 'A valid number is known')],
    'has_phone = 1',
  ),
  one(
    'hasAddress',
    'boolean',
    [
      words('A une adresse', 'Has an address'),
      words('Rue et ville ou code postal connus', 'Street and city or postcode known'),
    ],
    'has_address = 1',
  ),
  one(
    'emailDomain',
    'text',
    [words('Domaine e-mail', 'E-mail domain'), words('Ce qui suit le @', 'What follows the @')],
    'email_domain',
  ),
  ...['email', 'sms', 'phone', 'post'].map((channel) => consentAttribute(channel)),
];

function consentAttribute(channel: string): Attribute {
  const french = { email: 'e-mail', sms: 'SMS', phone: 'téléphone', post: 'courrier' }[channel] ?? channel;
  const english = channel === 'email' ? 'e-mail' : channel === 'sms' ? 'SMS' : channel;
  return one(
    `consent${channel[0]?.toUpperCase()}${channel.slice(1)}`,
    'text',
    [
      words(`Accord ${french}`, `Consent for ${english}`),
      words(`Accord de prospection par ${french}`, `Permission for marketing by ${english}`),
    ],
    `multiIf(has(withdrawn, '${channel}:marketing'), 'withdrawn', has(granted, '${channel}:marketing'), 'granted', 'unknown')`,
    { values: ['granted', 'withdrawn', 'unknown'], missing: "'unknown'" },
  );
}

const origin: readonly Attribute[] = [
  one(
    'sources',
    'list',
    [
      words('Sources', 'Sources'),
      words('Sources qui connaissent le client', 'Sources that know the customer'),
    ],
    'arrayMap(name -> toString(name), source_names)',
  ),
  one(
    'persons',
    'number',
    [
      words('Fiches réunies', 'Records joined'),
      words('Nombre de fiches réunies en ce client', 'Records held to be this customer'),
    ],
    'persons',
  ),
  one(
    'firstSeen',
    'date',
    [
      words('Connu depuis', 'Known since'),
      words('Première apparition dans un fichier', 'First appearance in a file'),
    ],
    'first_seen_at',
  ),
];

const offered: readonly Attribute[] = [...identity, ...place, ...reach, ...origin];

/** `Taille du foyer` → `tailleDuFoyer`; with `other` before it when the name is taken or does not begin with a letter. */
export function otherAttributeName(field: string, taken: ReadonlySet<string>): string | undefined {
  const parts = field
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '');
  const capitals = parts.map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`).join('');
  if (capitals === '') return undefined;
  const name = `${capitals[0]?.toLowerCase()}${capitals.slice(1)}`;
  if (/^[a-z]/.test(name) && !taken.has(name) && name !== 'customerId') return name;
  const prefixed = `other${capitals}`;
  return taken.has(prefixed) ? undefined : prefixed;
}

/**
 * What is known of a customer's identity, and the fields of the mappings' own naming (`otherFields`, from
 * `readOtherFields`) as text. A field whose name is another's for good is left out.
 */
export function customersAttributes(otherFields: readonly string[] = []): AttributeSource {
  const taken = new Set(offered.map((attribute) => attribute.name));
  const others: Attribute[] = [];
  for (const field of otherFields) {
    const name = otherAttributeName(field, taken);
    if (name === undefined) continue;
    taken.add(name);
    const quoted = field.replace(/[\\']/g, '\\$&');
    others.push(
      one(
        name,
        'text',
        [words(field, field), words(`Champ « ${field} » des fichiers`, `Field “${field}” of the files`)],
        `other['${quoted}']`,
      ),
    );
  }
  return { name: 'customers', module: 'identify/customers', query, attributes: [...offered, ...others] };
}
