import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runMatching } from '#identify/review';
import { createMarket, type MarketOptions, marketFiles } from '#market';
import { sql } from '#platform/database';
import type { TestEngines } from './engines.ts';
import { exampleMapping, importAll, importNeeds } from './imports.ts';

/** Who each stored person truly is, and with whom she truly lives, in the order of person numbers. */
export type MarketTruth = {
  readonly personIds: readonly number[];
  readonly people: Int32Array;
  readonly households: Int32Array;
};

/** Imports the people files of a simulated retailer through the mappings that ship for them, and has them matched; answers their truth. */
export async function importMarketPeople(engines: TestEngines, options: MarketOptions): Promise<MarketTruth> {
  const needs = importNeeds(engines);
  const truth = new Map<string, readonly [number, number]>();
  for (const file of marketFiles(createMarket(options))) {
    if (file.name === 'truth/pairs.csv') {
      const text = Buffer.concat([...file.chunks()].map((chunk) => Buffer.from(chunk))).toString();
      for (const line of text.split(/\r?\n/).slice(1)) {
        const [source, key, person, household] = line.split(/[,;]/);
        truth.set(`${source} ${key}`, [Number(person), Number(household)]);
      }
    }
    if (file.kind !== 'people') continue;
    const path = join(engines.folder, file.name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, Buffer.concat([...file.chunks()].map((chunk) => Buffer.from(chunk))));
    await importAll(needs, path, exampleMapping(`market-${file.source}-people`));
  }
  await runMatching({ server: engines.database, clock: needs.clock }, { by: 'test' });
  const { rows } = await sql<{ personId: number; name: string }>`
    select person_id as "personId", name || ' ' || source_key as name
    from identify.person join identify.source using (source_id) order by person_id
  `.execute(engines.db);
  return {
    personIds: rows.map(({ personId }) => personId),
    people: Int32Array.from(rows, ({ name }) => truth.get(name)?.[0] ?? -1),
    households: Int32Array.from(rows, ({ name }) => truth.get(name)?.[1] ?? -1),
  };
}
