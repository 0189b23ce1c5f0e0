import type { MailMessage } from '#platform/mail';
import type { WaitingMessage } from '#interact/messages';
import type { Throttle } from './throttle.ts';

/** A message read and composed, not yet claimed; `fault` says why it has no mail. */
export type Outgoing = {
  readonly waiting: WaitingMessage;
  readonly domain: string;
  readonly mail: MailMessage | undefined;
  readonly fault: string;
};

/** The few messages made ready ahead of the mail server, one queue per recipient domain: a slow domain does not hold the others. */
export type OutgoingWindow = {
  readonly size: number;
  add(outgoing: Outgoing): void;
  /** Up to `most` messages whose domains have a place free, taken in turn; their places are taken. */
  pick(most: number, throttle: Throttle, nowMs: number): Outgoing[];
  /** Domains with so many waiting already that no more should be read. */
  crowded(from: number): string[];
  /** Milliseconds until some domain's rate frees a place; undefined when only messages in flight hold them. */
  waitMs(throttle: Throttle, nowMs: number): number | undefined;
  clear(): void;
};

/** The domain of an address, lower case. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

/** Builds an empty window. */
export function createWindow(): OutgoingWindow {
  const lanes = new Map<string, Outgoing[]>();
  let size = 0;
  const pickOnce = (picked: Outgoing[], most: number, throttle: Throttle, nowMs: number): boolean => {
    let moved = false;
    for (const [domain, lane] of lanes) {
      if (picked.length >= most) return false;
      const [first] = lane;
      if (first === undefined || !throttle.take(domain, nowMs)) continue;
      lane.shift();
      if (lane.length === 0) lanes.delete(domain);
      picked.push(first);
      size -= 1;
      moved = true;
    }
    return moved;
  };
  return {
    get size() {
      return size;
    },
    add(outgoing) {
      const lane = lanes.get(outgoing.domain);
      if (lane === undefined) lanes.set(outgoing.domain, [outgoing]);
      else lane.push(outgoing);
      size += 1;
    },
    pick(most, throttle, nowMs) {
      const picked: Outgoing[] = [];
      while (picked.length < most && pickOnce(picked, most, throttle, nowMs));
      return picked;
    },
    crowded: (from) => [...lanes].filter(([, lane]) => lane.length >= from).map(([domain]) => domain),
    waitMs(throttle, nowMs) {
      const waits = [...lanes.keys()].map((domain) => throttle.waitMs(domain, nowMs)).filter((ms) => ms > 0);
      return waits.length === 0 ? undefined : Math.min(...waits);
    },
    clear() {
      lanes.clear();
      size = 0;
    },
  };
}
