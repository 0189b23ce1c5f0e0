/** What a refusal after hand-over means for the address. */
export type BounceVerdict = {
  /** Said for ever, not for now. */
  readonly permanent: boolean;
  /** There is no such mailbox or domain: never to be written to again. */
  readonly deadAddress: boolean;
};

/**
 * Statuses (RFC 3463) that say the address itself is gone: bad mailbox, domain or syntax, moved without address, takes no mail, disabled;
 * unknown host.
 */
const gone = new Set(['5.1.0', '5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10', '5.2.1', '5.4.4']);

const goneWords =
  /no such (user|mailbox|recipient|address)|user (is )?unknown|unknown (user|recipient|mailbox)|(user|mailbox|recipient|address)( was)? not found|RecipNotFound|does not exist|n['’]existe pas|mailbox (is )?(disabled|unavailable)|account (is |has been )?(disabled|deactivated)|invalid (recipient|mailbox)|host (or domain name )?not found/i;
const fullWords = /(mailbox|quota|boîte).{0,30}(full|exceeded|pleine|over)|over ?quota|out of storage/i;

/**
 * Reads a refusal by its enhanced status, and by its words where the status is missing or says nothing (`5.0.0`). A full mailbox comes back,
 * whatever class its server gives it; a refusal for policy is about the sender, so the address is kept.
 */
export function bounceVerdict(status: string, words: string): BounceVerdict {
  const code = status === '' ? (/\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(words)?.[1] ?? '') : status;
  if (code === '5.2.2' || fullWords.test(words)) return { permanent: false, deadAddress: false };
  if (code.startsWith('4')) return { permanent: false, deadAddress: false };
  const silent = code === '' || code === '5.0.0';
  return { permanent: true, deadAddress: gone.has(code) || (silent && goneWords.test(words)) };
}

/** Whether a text that is no report speaks of a refusal at all. */
export function speaksOfRefusal(words: string): boolean {
  return (
    /\b[45]\.\d{1,3}\.\d{1,3}\b|\b(55[0-4]|45[0-2])[ -]/.test(words) ||
    goneWords.test(words) ||
    fullWords.test(words)
  );
}
