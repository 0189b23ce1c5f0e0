import { listSources, selectImports } from '#identify/sources';
import type { Database } from '#platform/database';
import type { BoardReply, FieldMeasure, TrendReply } from './api.ts';
import type { z } from 'zod';
import { boardFields } from './rules.ts';
import { currentScans, type Measures, scansOfImports } from './scans.store.ts';
import { readQualitySettings } from './settings.ts';

/** Sources shown at most; a base has a few dozen. */
const sourcesMax = 1000;

/** The board: every source with people, its fields measured by the last scan. */
export async function qualityBoard(db: Database): Promise<BoardReply> {
  const [sources, scans, { freshDays }] = [
    await listSources(db, { limit: sourcesMax }),
    await currentScans(db),
    await readQualitySettings(db),
  ];
  return {
    freshDays,
    items: sources
      .filter(({ persons }) => persons > 0)
      .map(({ sourceId, name, persons }) => {
        const scan = scans.get(sourceId);
        return {
          ...{ sourceId, name, persons },
          scan:
            scan === undefined
              ? null
              : {
                  scannedAt: scan.endedAt.toISOString(),
                  records: scan.records,
                  fields: fieldsOf(scan.measures),
                },
        };
      }),
  };
}

/** What each import of a source brought, oldest first. */
export async function qualityTrend(db: Database, sourceId: number): Promise<z.infer<typeof TrendReply>> {
  const imports = await selectImports(db, { sourceId, state: 'done', sort: 'oldest', limit: 1000 });
  const scans = new Map((await scansOfImports(db, sourceId)).map((scan) => [scan.importId, scan]));
  return {
    items: imports.flatMap(({ importId, fileName, endedAt, createdAt }) => {
      const scan = scans.get(importId);
      if (scan === undefined) return [];
      const at = (endedAt ?? createdAt).toISOString();
      return [{ importId, fileName, at, records: scan.records, fields: fieldsOf(scan.measures) }];
    }),
  };
}

function fieldsOf(measures: Measures): FieldMeasure[] {
  return boardFields.flatMap((field) => {
    const measure = measures[field];
    return measure === undefined ? [] : [{ field, ...measure }];
  });
}
