import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** Puts both engines, migrated and empty, into a data folder that is yet to be opened; `from` is what `inject('installation')` says. */
export function copyInstallation(from: string, dataFolder: string): void {
  mkdirSync(dataFolder, { recursive: true, mode: 0o711 });
  for (const engine of ['postgres', 'warehouse'] as const) copyEngine(engine, from, join(dataFolder, engine));
}

/** Puts what one engine made into a folder of its own. By `cp`, which keeps whose the files are: PostgreSQL does not run as root. */
export function copyEngine(engine: 'postgres' | 'warehouse', from: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  execFileSync('cp', ['-a', `${join(from, engine)}/.`, folder]);
}
