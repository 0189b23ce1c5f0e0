import { readdirSync } from 'node:fs';
import { bundlePrograms } from '../../scripts/bundle.ts';
import { programsFolder } from './program-file.ts';

/** Builds the command line, and the processes that are to be killed, once for the whole run: each is started many times. */
export default async function setup(): Promise<void> {
  const faults = 'test/faults';
  const children = readdirSync(faults).filter((name) => name.endsWith('.child.ts'));
  const entryPoints = ['src/cli/main.ts', ...children.map((name) => `${faults}/${name}`)];
  await bundlePrograms({ entryPoints, outbase: '.', outdir: programsFolder });
}
