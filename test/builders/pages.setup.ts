import { build } from 'vite';

/** Builds the pages once for the whole run, so that they are those of this source: a build empties the folder other files are being served from. */
export default async function setup(): Promise<void> {
  await build({ configFile: 'vite.config.ts', logLevel: 'warn' });
}
