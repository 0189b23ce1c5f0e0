import type { DomainLimit, MailLimits } from './api.ts';

/** How fast large mailbox providers are written to unless the settings say otherwise. */
export const defaultMailLimits: MailLimits = { default: { concurrent: 20, perSecond: 1_000 } };

type Lane = { readonly limit: DomainLimit; inFlight: number; tokens: number; filledAt: number };

/**
 * Rate and concurrency per recipient domain: a token bucket holding one second of rate and a count of messages in flight.
 * Time is given in milliseconds by the caller.
 */
export type Throttle = {
  /** Takes a place for one message to the domain, or answers false. */
  take(domain: string, nowMs: number): boolean;
  /** Gives back a place; `unused` gives its token back too (the message was not sent after all). */
  release(domain: string, unused?: boolean): void;
  /** Milliseconds until the domain's rate lets one more through; 0 when only its concurrency holds it. */
  waitMs(domain: string, nowMs: number): number;
};

/** Builds the throttle of one sender from the limits per domain. */
export function createThrottle(limits: MailLimits): Throttle {
  const lanes = new Map<string, Lane>();
  const byDefault = limits['default'] ?? { concurrent: 20, perSecond: 1_000 };
  const burst = (limit: DomainLimit) => Math.max(1, limit.perSecond);
  const lane = (domain: string, nowMs: number): Lane => {
    let known = lanes.get(domain);
    if (known === undefined) {
      const limit = limits[domain] ?? byDefault;
      known = { limit, inFlight: 0, tokens: burst(limit), filledAt: nowMs };
      lanes.set(domain, known);
    }
    const earned = ((nowMs - known.filledAt) / 1000) * known.limit.perSecond;
    known.tokens = Math.min(burst(known.limit), known.tokens + Math.max(0, earned));
    known.filledAt = nowMs;
    return known;
  };
  return {
    take(domain, nowMs) {
      const known = lane(domain, nowMs);
      if (known.inFlight >= known.limit.concurrent || known.tokens < 1) return false;
      known.inFlight += 1;
      known.tokens -= 1;
      return true;
    },
    release(domain, unused = false) {
      const known = lanes.get(domain);
      if (known === undefined) return;
      known.inFlight -= 1;
      if (unused) known.tokens += 1;
    },
    waitMs(domain, nowMs) {
      const known = lane(domain, nowMs);
      return known.tokens >= 1 ? 0 : Math.ceil(((1 - known.tokens) / known.limit.perSecond) * 1000);
    },
  };
}
