/** Words for permission and its refusal, in plain lower case, French and English. */
const granted = [
  'accord',
  'granted',
  'grant',
  'oui',
  'yes',
  'y',
  'o',
  '1',
  'true',
  'vrai',
  'opt-in',
  'optin',
  'in',
  'subscribed',
  'inscrit',
  'accepté',
  'accepte',
  'ok',
];
const withdrawn = [
  'refus',
  'retrait',
  'withdrawn',
  'refused',
  'denied',
  'non',
  'no',
  'n',
  '0',
  'false',
  'faux',
  'opt-out',
  'optout',
  'out',
  'unsubscribed',
  'désinscrit',
  'desinscrit',
  'refusé',
  'refuse',
  'revoked',
];

/** Words that go together in one file: when one is met the others may come later. */
const families = [
  ['accord', 'refus', 'retrait'],
  ['granted', 'refused', 'withdrawn'],
  ['oui', 'non'],
  ['yes', 'no'],
  ['0', '1'],
  ['true', 'false'],
  ['opt-in', 'opt-out'],
];

const channels: Readonly<Record<string, string>> = {
  'e-mail': 'email',
  email: 'email',
  mail: 'email',
  courriel: 'email',
  sms: 'sms',
  texto: 'sms',
  courrier: 'post',
  postal: 'post',
  post: 'post',
  téléphone: 'phone',
  telephone: 'phone',
  phone: 'phone',
};

/** What each status of a column stands for, as written there; undefined when a word of it is unknown. */
export function statusMeanings(values: readonly string[]): Record<string, string> | undefined {
  const meaning = (word: string) =>
    granted.includes(word.toLowerCase())
      ? 'granted'
      : withdrawn.includes(word.toLowerCase())
        ? 'withdrawn'
        : undefined;
  const words = new Set([
    ...values,
    ...families.filter((family) => family.some((word) => values.includes(word))).flat(),
  ]);
  return meanings([...words], meaning);
}

/** The same for channels. */
export function channelMeanings(values: readonly string[]): Record<string, string> | undefined {
  return meanings(values, (word) => channels[word.toLowerCase()]);
}

function meanings(
  words: readonly string[],
  meaning: (word: string) => string | undefined,
): Record<string, string> | undefined {
  const known = words.map((word) => [word, meaning(word)] as const);
  if (known.length === 0 || known.some(([, what]) => what === undefined)) return undefined;
  return Object.fromEntries(known.map(([word, what]) => [word, what ?? word]));
}
