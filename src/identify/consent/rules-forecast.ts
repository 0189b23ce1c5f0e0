import type { PermissionRules, RulesForecastItem } from './api.ts';
import { decidePermission, type PermissionFacts, type Use } from './permission.ts';

export type RulesBeforeAfter = { readonly before: PermissionRules; readonly after: PermissionRules };

/** The uses of which a change of rules says something else than before. */
export function usesThatChange({ before, after }: RulesBeforeAfter): Use[] {
  const named = [before, after].flatMap(({ law, softOptIn }) => [
    ...law.map(({ channel, purpose }) => ({ channel, purpose, brand: '' })),
    ...softOptIn.map(({ channel, purpose, brand }) => ({ channel, purpose, brand })),
  ]);
  const uses = new Map(named.map((use) => [`${use.channel}:${use.purpose}:${use.brand}`, use]));
  return [...uses.values()].filter((use) => saidOf(before, use) !== saidOf(after, use));
}

const saidOf = ({ law, softOptIn }: PermissionRules, { channel, purpose, brand }: Use) =>
  JSON.stringify([
    law
      .filter((rule) => rule.channel === channel && rule.purpose === purpose)
      .map(({ basis, from, until, exceptDuringContract }) => [basis, from, until, exceptDuringContract]),
    softOptIn
      .filter((rule) => rule.channel === channel && rule.purpose === purpose && rule.brand === brand)
      .map(({ months }) => months),
  ]);

/** Today, and the days to come on which a rule starts or stops to count; `most` of them, the nearest. */
export function daysThatMatter({ before, after }: RulesBeforeAfter, today: string, most = 6): string[] {
  const turns = [...before.law, ...after.law].flatMap(({ from, until }) => [
    ...(from === null ? [] : [from]),
    ...(until === null ? [] : [dayAfter(until)]),
  ]);
  return [today, ...[...new Set(turns)].filter((day) => day > today).toSorted()].slice(0, most);
}

function dayAfter(day: string): string {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}

/** Counts, for each use and day, who may be contacted by the rules before and after. `add` takes one customer with an address on the channel. */
export function tallyRules(
  rules: RulesBeforeAfter,
  uses: readonly Use[],
  days: readonly string[],
): {
  readonly items: RulesForecastItem[];
  add(use: Use, facts: PermissionFacts): void;
} {
  const items = uses.flatMap(({ channel, purpose, brand }) =>
    days.map((on) => ({ channel, purpose, brand, on, before: 0, after: 0, opened: 0, closed: 0 })),
  );
  const add = (use: Use, facts: PermissionFacts) => {
    const from = uses.indexOf(use) * days.length;
    for (const item of items.slice(from, from + days.length)) {
      const was = decidePermission(use, facts, rules.before, item.on).allowed;
      const will = decidePermission(use, facts, rules.after, item.on).allowed;
      if (was) item.before += 1;
      if (will) item.after += 1;
      if (will && !was) item.opened += 1;
      if (was && !will) item.closed += 1;
    }
  };
  return { items, add };
}
