/** A name and an address as headers show them. The transport quotes and encodes the name. */
export type Mailbox = { readonly name?: string; readonly address: string };

/** One e-mail, ready to hand over: everything is final text. */
export type MailMessage = {
  /** Without angle brackets: `0198…@example.org`. */
  readonly messageId: string;
  readonly from: Mailbox;
  readonly replyTo?: string;
  readonly to: Mailbox;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
};

/**
 * What the mail server said, and so what may be done next.
 * `accepted`: it has the message. `refused`: it answered no, for ever (`permanent`) or for now; `about` says what it disliked.
 * `not-sent`: certain that nothing was handed over (no connection, no login): the server is the trouble, not the message.
 * `unknown`: the line was cut while the message went through; it may or may not have been taken.
 */
export type MailAnswer =
  | { readonly outcome: 'accepted'; readonly response: string }
  | {
      readonly outcome: 'refused';
      readonly permanent: boolean;
      readonly about: 'recipient' | 'message';
      /** Enhanced status (RFC 3463), `5.1.1`, or `''` when the server gave none. */
      readonly status: string;
      readonly response: string;
    }
  | { readonly outcome: 'not-sent'; readonly response: string }
  | { readonly outcome: 'unknown'; readonly response: string };

/** A way to hand e-mails over. `send` never rejects: every ending is an answer. */
export type MailTransport = {
  /** How many messages it can hold at once; more wait inside. */
  readonly concurrency: number;
  send(message: MailMessage): Promise<MailAnswer>;
  /** `undefined` when the server is reachable and lets us in; otherwise what is wrong, in words. */
  verify(): Promise<string | undefined>;
  close(): Promise<void>;
};
