import { appendFileSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { bundlePrograms } from '../../scripts/bundle.ts';
import { programsFolder } from './program-file.ts';
import { runCommand } from './run-command.ts';

declare module 'vitest' {
  interface ProvidedContext {
    installation: string;
  }
}

/** Nothing here outlives the machine: what is only for a power cut is left out. A killed server still loses nothing. */
const unsynced = 'fsync = off\nfull_page_writes = off\n';

/**
 * Builds the command line, and the processes that are to be killed, and has `chacun migrate` make a data folder; once for the
 * whole run, whichever projects are in it. Tests copy the folder instead of each having PostgreSQL make its cluster anew.
 */
export default async function setup(project: TestProject): Promise<() => void> {
  const installation = join(tmpdir(), `chacun-installation-${process.pid}`);
  project.provide('installation', installation);
  if (!existsSync(installation)) {
    await bundle();
    const draft = mkdtempSync(join(tmpdir(), 'chacun-draft-'));
    const { code, err } = await runCommand(draft, 'migrate');
    if (code !== 0) throw new Error(`The data folder could not be made: ${err}`);
    appendFileSync(join(draft, 'postgres', 'data', 'postgresql.conf'), unsynced);
    renameSync(draft, installation);
  }
  return () => rmSync(installation, { recursive: true, force: true });
}

function bundle(): Promise<void> {
  const faults = 'test/faults';
  const children = readdirSync(faults).filter((name) => name.endsWith('.child.ts'));
  const entryPoints = ['src/cli/main.ts', ...children.map((name) => `${faults}/${name}`)];
  return bundlePrograms({ entryPoints, outbase: '.', outdir: programsFolder });
}
