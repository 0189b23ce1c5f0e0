import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { importFile, Mapping } from '#identify/sources';
import { type MarketFile } from '#market';
import { orThrow } from '../../platform/errors/index.ts';
import type { App } from '../open-app.ts';
import { projectRoot } from '../project-root.ts';
import { importNeeds } from '../import-needs.ts';

export type LineCounts = { read: number; accepted: number; rejected: number; duplicate: number };
export type Step = (title: string, done: number, total: number | null) => void;

const mappingOf: Readonly<Record<MarketFile['kind'], (file: MarketFile) => string>> = {
  products: () => 'market-products',
  people: ({ source }) => `market-${source}-people`,
  'order-lines': ({ source }) => `market-${source}-order-lines`,
  consents: ({ source }) => `market-${source}-consents`,
  contacts: ({ source }) => `market-${source}-contacts`,
  truth: () => '',
};

/** Writes a file of the market to the demo's folder, beside and renamed into place: half of one is never imported. */
export async function writeMarketFile(file: MarketFile, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, file.name);
  await pipeline(Readable.from(file.chunks(), { objectMode: false }), createWriteStream(`${path}.partial`));
  await rename(`${path}.partial`, path);
  return path;
}

/** Imports a file of the market through the mapping that ships for it, as anybody would. */
export async function importMarketFile(
  app: App,
  file: MarketFile,
  path: string,
  step: Step,
): Promise<LineCounts> {
  const text = await readFile(
    join(projectRoot(), 'examples/mappings', `${mappingOf[file.kind](file)}.json`),
    'utf8',
  );
  const mapping = Mapping.parse(JSON.parse(text));
  const receipt = await importFile(
    { file: path, mapping, by: 'demo' },
    importNeeds(app),
    ({ bytes, bytesTotal }) => step(`Import ${file.name}`, bytes, bytesTotal),
  );
  return orThrow(receipt);
}

export function addCounts(all: readonly LineCounts[]): LineCounts {
  const sum = (of: (each: LineCounts) => number) => all.reduce((total, each) => total + of(each), 0);
  return {
    read: sum((each) => each.read),
    accepted: sum((each) => each.accepted),
    rejected: sum((each) => each.rejected),
    duplicate: sum((each) => each.duplicate),
  };
}
