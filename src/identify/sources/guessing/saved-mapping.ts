import type { Database } from '#platform/database';
import { isRefusal } from '#platform/errors';
import { compileMapping } from '../mapping/compile-mapping.ts';
import type { Condition, Mapping, Value } from '../mapping/mapping.ts';
import type { FileFormat } from '../reading/format.ts';
import { listMappings, type StoredMapping } from '../sources.store.ts';

const mostMappings = 500;
/** A mapping that reads less of a file than this was made for another. */
const leastShare = 0.5;

/**
 * The saved mapping made for a file of these columns: all it names are there, and they are most of the columns. Of several, the
 * one that reads most of them, then the latest.
 */
export async function fitSavedMapping(
  db: Database,
  of: {
    readonly columns: readonly string[];
    readonly format: FileFormat;
    readonly source?: string | undefined;
  },
): Promise<StoredMapping | undefined> {
  const saved = await listMappings(db, { limit: mostMappings });
  const fitting = saved
    .filter(({ definition, sourceName }) => {
      if (of.source !== undefined && sourceName !== of.source) return false;
      return (
        definition.format.kind === of.format.kind && !isRefusal(compileMapping(definition, of.columns, ''))
      );
    })
    .map((stored) => ({ stored, share: shareOf(stored.definition, of.columns) }))
    .filter(({ share }) => share >= leastShare)
    .sort((one, other) => other.share - one.share || other.stored.mappingId - one.stored.mappingId);
  return fitting[0]?.stored;
}

/** Which part of the columns a mapping reads by name; those it keeps beside, unnamed, count as read. */
function shareOf(mapping: Mapping, columns: readonly string[]): number {
  const read = new Set(
    mapping.records.flatMap((record) => [
      ...Object.values(record.fields).flatMap((value) => (value === undefined ? [] : columnsOf(value))),
      ...Object.values(record.other === 'unmapped' || record.other === undefined ? {} : record.other).flatMap(
        columnsOf,
      ),
      ...(record.when ?? []).map(({ column }: Condition) => String(column)),
    ]),
  );
  const named = columns.filter((column) => read.has(column)).length;
  const keepsRest = mapping.records.some(({ other }) => other === 'unmapped');
  return named === 0 ? 0 : keepsRest ? (named / columns.length + 1) / 2 : named / columns.length;
}

/** The names of the columns that a value is taken from. */
export function columnsOf(value: Value): string[] {
  if (typeof value === 'string') return [value];
  if ('column' in value) return [String(value.column)];
  if ('multiply' in value) return value.multiply.map(String);
  return 'template' in value
    ? [...value.template.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name ?? '')
    : [];
}
