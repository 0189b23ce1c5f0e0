import type { Clock } from '../clock/index.ts';
import { type Outcome, refuse } from '../errors/index.ts';
import { checkMigrations, checkVersions, type EngineNeeds } from './check-engines.ts';

export type ReadinessNeeds = EngineNeeds & {
  readonly clock: Clock;
  readonly isWorking: () => boolean;
  /** Milliseconds an engine has to answer. Default 3 000. */
  readonly answerWithinMs?: number;
};

export type Ready = { readonly status: 'ready' };
const keptMs = 1_000;

/**
 * Whether this process can do its work: both engines answer, their schemas are this program's, jobs are worked through.
 * Refuses with the reasons, free of addresses and secrets: anybody may ask. Asked often, it looks once a second.
 */
export function createReadiness(needs: ReadinessNeeds): () => Promise<Outcome<Ready>> {
  let last: { at: number; answer: Promise<Outcome<Ready>> } | undefined;
  return () => {
    const at = needs.clock.now().getTime();
    if (last === undefined || at - last.at >= keptMs) last = { at, answer: look(needs) };
    return last.answer;
  };
}

async function look(needs: ReadinessNeeds): Promise<Outcome<Ready>> {
  const within = needs.answerWithinMs ?? 3_000;
  const engines = await inTime(checkVersions(needs), within);
  const reasons: string[] = [];
  if (engines === undefined) reasons.push('an engine does not answer');
  else if (engines.state !== 'ok') reasons.push('an engine is too old');
  else {
    const schemas = await inTime(checkMigrations(needs), within);
    if (schemas?.state !== 'ok') reasons.push('the schemas are not those of this program');
  }
  if (!needs.isWorking()) reasons.push('jobs are not being worked through');
  if (reasons.length === 0) return { status: 'ready' };
  return refuse('unavailable', 'not-ready', `Not ready: ${reasons.join('; ')}. chacun doctor says more.`, {
    reasons,
  });
}

/** What a look finds, or undefined when it breaks or takes too long. */
async function inTime<T>(found: Promise<T>, withinMs: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), withinMs);
  });
  try {
    return await Promise.race([found.catch(() => undefined), late]);
  } finally {
    clearTimeout(timer);
  }
}
