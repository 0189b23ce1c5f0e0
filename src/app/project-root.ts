import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder that holds `migrations` and `dist/web`, whether the program runs built or from source. */
export function projectRoot(from: string = import.meta.dirname): string {
  let folder = from;
  while (!existsSync(join(folder, 'migrations', 'postgres'))) {
    const parent = dirname(folder);
    if (parent === folder)
      throw new Error(`No migrations beside or above ${from}: this installation is incomplete.`);
    folder = parent;
  }
  return folder;
}
