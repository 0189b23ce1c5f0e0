import { words } from '#platform/module';
import type { ConsentEntry, ConsentState } from './api.ts';

const byAge = (a: ConsentEntry, b: ConsentEntry) =>
  b.occurredAt.localeCompare(a.occurredAt) ||
  Number(a.status === 'granted') - Number(b.status === 'granted') ||
  b.consentId - a.consentId;

/** Withdrawals first, then the latest, then the smallest person, so that the answer is always the same one. */
const byStrictness = (a: ConsentEntry, b: ConsentEntry) =>
  Number(a.status === 'granted') - Number(b.status === 'granted') ||
  b.occurredAt.localeCompare(a.occurredAt) ||
  a.personId - b.personId;

/**
 * What holds now for one channel, purpose and brand, and why, from everything ever said on it by one customer's persons:
 * the latest statement of each person counts (a withdrawal before a grant of the same moment), then the strictest of those.
 * The same rule as `identify.consents_of`, explained.
 */
export function decideConsent(
  question: { readonly channel: string; readonly purpose: string; readonly brand: string },
  said: readonly ConsentEntry[],
): ConsentState {
  const history = [...said].sort(byAge);
  const latest = new Map<number, ConsentEntry>();
  for (const entry of history) if (!latest.has(entry.personId)) latest.set(entry.personId, entry);
  const standing = [...latest.values()].sort(byStrictness);
  const decidedBy = standing[0] ?? null;
  const reason =
    decidedBy === null
      ? 'nothing-said'
      : decidedBy.status === 'granted'
        ? 'only-grants'
        : standing.length === 1
          ? 'latest-is-withdrawal'
          : 'one-person-withdrew';
  const status = decidedBy === null ? 'unknown' : decidedBy.status;
  return { ...question, status, reason, explanation: explain(reason, decidedBy), decidedBy, history };
}

function explain(reason: ConsentState['reason'], entry: ConsentEntry | null): ConsentState['explanation'] {
  if (entry === null) return { fr: 'Rien n’a jamais été dit.', en: 'Nothing was ever said.' };
  const [day] = entry.occurredAt.split('T');
  const french = `le ${day?.split('-').reverse().join('/')} (${entry.source})`;
  const english = `on ${day} (${entry.source})`;
  switch (reason) {
    case 'one-person-withdrew':
      return words(
        `Retiré ${french} sur l’une de ses fiches : le choix le plus strict l’emporte.`,
        `Withdrawn ${english} on one of the customer's records: the strictest choice holds.`,
      );
    case 'latest-is-withdrawal':
      return { fr: `Retiré ${french}.`, en: `Withdrawn ${english}.` };
    default:
      return {
        fr: `Accordé ${french}, jamais retiré depuis.`,
        en: `Granted ${english}, not withdrawn since.`,
      };
  }
}

/** Every channel, purpose and brand on which something was said, each decided. */
export function decideConsents(said: readonly ConsentEntry[]): ConsentState[] {
  const groups = new Map<string, ConsentEntry[]>();
  for (const entry of said) {
    const key = JSON.stringify([entry.channel, entry.purpose, entry.brand]);
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, entries]) => {
      const [first] = entries;
      if (first === undefined) return [];
      const { channel, purpose, brand } = first;
      return [decideConsent({ channel, purpose, brand }, entries)];
    });
}
