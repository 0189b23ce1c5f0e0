import { join } from 'node:path';

/** Where the programs that tests start are built, inside the project: packages are found from there. */
export const programsFolder = 'dist/tried';

/** The built file of a program of this source, such as `src/cli/main.ts`, to be started by Node in a process of its own. */
export const programFile = (source: string): string => join(programsFolder, source.replace(/\.ts$/, '.js'));
