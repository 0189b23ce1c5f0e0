/** The one door of unzipper that is used: an archive streamed part after part. */
declare module 'unzipper' {
  import type { Duplex, PassThrough } from 'node:stream';

  export type Entry = PassThrough & { readonly path: string };
  export function Parse(options: { readonly forceStream: true }): Duplex;
}
