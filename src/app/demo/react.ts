import {
  type Assignment,
  type Market,
  type MarketCampaign,
  personOf,
  type Reaction,
  type Source,
  SOURCES,
  simulateReactions,
} from '#market';
import type { Letterbox } from '../../adapters/letterbox/index.ts';
import type { AssignedRow } from './assigned.store.ts';
import type { DemoClock } from './demo-clock.ts';
import type { Step } from './import-market.ts';

/** Who of the simulated people was drawn, by their number in the market; the first record that names one decides. */
export function assignedPeople(market: Market, rows: readonly AssignedRow[]): Map<number, Assignment> {
  const assigned = new Map<number, Assignment>();
  for (const { source, key, arm, address, couponCode } of rows) {
    const person = SOURCES.includes(source as Source) ? personOf(market, source as Source, key) : undefined;
    if (person === undefined || assigned.get(person)?.contacted === true) continue;
    const contacted = arm === 'treated';
    assigned.set(person, {
      person,
      contacted,
      ...(contacted && address !== null ? { email: address } : {}),
      ...(contacted && couponCode !== null ? { voucherCode: couponCode } : {}),
    });
  }
  return assigned;
}

/** What everybody does in the window: those in the campaign as drawn, all others as if there were none. */
export function* everybodyReacts(
  market: Market,
  campaign: MarketCampaign,
  assigned: ReadonlyMap<number, Assignment>,
): Generator<Reaction> {
  function* all(): Generator<Assignment> {
    for (let person = 0; person < market.people; person += 1)
      yield assigned.get(person) ?? { person, contacted: false };
  }
  yield* simulateReactions({ market, campaign, assigned: all() });
}

type Act = { at: string; url: string; method: 'GET' | 'POST' };
type Links = { open: string | undefined; click: string | undefined; unsubscribe: string | undefined };

/** The links of every letter in the letterbox, by recipient, as a mail program would find them. */
async function readLetters(letterbox: Letterbox, step: Step): Promise<Map<string, Links>> {
  const letters = new Map<string, Links>();
  const files = await letterbox.files();
  for (const [index, file] of files.entries()) {
    const { recipients, email } = await letterbox.read(file);
    const body = email.html ?? '';
    letters.set((recipients[0] ?? '').toLowerCase(), {
      open: /"(https?:[^"]+\/t\/o\/[^"]+)"/.exec(body)?.[1],
      click: /"(https?:[^"]+\/t\/c\/[^"]+)"/.exec(body)?.[1],
      unsubscribe: /<(https?:[^>]+)>/.exec(
        email.headers.find(({ key }) => key === 'list-unsubscribe')?.value ?? '',
      )?.[1],
    });
    if (index % 100 === 0) step('Open the letterbox', index, files.length);
  }
  return letters;
}

/** People who react in the same moments do so at once, as they would. */
const atOnce = 8;

/** Opens, clicks and unsubscribes over real HTTP, in the order of their moments. Returns how many of each were answered. */
export async function reactToLetters(
  input: {
    letterbox: Letterbox;
    reactions: Iterable<Reaction>;
    assigned: ReadonlyMap<number, Assignment>;
    address: string;
  },
  needs: { clock: DemoClock; step: Step },
): Promise<{ letters: number; reactions: Record<string, number> }> {
  const letters = await readLetters(input.letterbox, needs.step);
  const acts: Act[] = [];
  for (const reaction of input.reactions) {
    if (!reaction.delivered) continue;
    const links = letters.get(input.assigned.get(reaction.person)?.email?.toLowerCase() ?? '');
    const add = (at: string | undefined, url: string | undefined, method: Act['method']) => {
      if (at !== undefined && url !== undefined) acts.push({ at, url, method });
    };
    add(reaction.openedAt, links?.open, 'GET');
    add(reaction.clickedAt, links?.click, 'GET');
    add(reaction.unsubscribedAt, links?.unsubscribe, 'POST');
  }
  acts.sort((one, other) => (one.at < other.at ? -1 : 1));
  const counts: Record<string, number> = { opened: 0, clicked: 0, unsubscribed: 0, refused: 0 };
  for (let from = 0; from < acts.length; from += atOnce) {
    const together = acts.slice(from, from + atOnce);
    needs.clock.set(new Date(together[0]?.at ?? needs.clock.now()));
    const kinds = await Promise.all(together.map((act) => follow(act, input.address)));
    for (const kind of kinds) counts[kind] = (counts[kind] ?? 0) + 1;
    needs.step('People react', from, acts.length);
  }
  return { letters: letters.size, reactions: counts };
}

/** A letter of a run that was cut names the port of that run: its links are followed where the server is now. */
async function follow({ url, method }: Act, address: string): Promise<string> {
  const { pathname, search } = new URL(url);
  const reply = await fetch(new URL(pathname + search, address), {
    method,
    redirect: 'manual',
    headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' },
    ...(method === 'POST' ? { body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) } : {}),
  });
  await reply.arrayBuffer();
  if (reply.status >= 400) return 'refused';
  return url.includes('/t/o/') ? 'opened' : url.includes('/t/c/') ? 'clicked' : 'unsubscribed';
}
