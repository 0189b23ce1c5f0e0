import type { Database } from '#platform/database';
import { listSources } from '../sources.store.ts';
import { plainName } from './field-names.ts';

const mostSources = 500;

/** Whose file this may be: a source its name begins with or holds, else the first word of the name. */
export async function guessSource(db: Database, fileName: string): Promise<string> {
  const words = plainName(fileName.replace(/(?:\.[a-z]+){1,2}$/i, '')).split(' ');
  const sources = await listSources(db, { limit: mostSources });
  const known = sources.find(({ name }) =>
    plainName(name)
      .split(' ')
      .every((word) => words.includes(word)),
  );
  return known?.name ?? words.find((word) => /^\p{L}{2,}$/u.test(word)) ?? 'files';
}
