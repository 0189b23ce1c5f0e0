import { isRefusal, type Outcome } from '#platform/errors';
import type { DraftMapping, GuessableKind, GuessReply } from '../api.ts';
import type { ImportNeeds } from '../imports/import.ts';
import type { FileFormat } from '../reading/format.ts';
import { orUnreadable } from '../reading/unreadable.ts';
import type { StoredMapping } from '../sources.store.ts';
import { findUpload } from '../uploads/find-upload.ts';
import { type ColumnProfile, profileColumns } from './column-profile.ts';
import { coverage, type Draft, draftRecord, isTypical, reactionRecords } from './draft-records.ts';
import { fieldNames, plainName } from './field-names.ts';
import { guessColumns, savedColumns } from './guess-columns.ts';
import { guessSource } from './guess-source.ts';
import { sampleRows } from './sample-rows.ts';
import { fitSavedMapping } from './saved-mapping.ts';

/** `currency` and `timeZone` are taken where a file says none. */
export type GuessNeeds = Pick<ImportNeeds, 'database' | 'folder'> & {
  readonly currency: string;
  readonly timeZone: string;
};

type Asked = {
  readonly fileId: string;
  readonly format: FileFormat;
  readonly source?: string | undefined;
  readonly kind?: GuessableKind | undefined;
};

/**
 * What the columns of an uploaded file seem to be: the saved mapping that was made for such a file, or a draft from the names and
 * values of its columns. A draft may lack required fields: `missing` says which.
 */
export async function guessMapping(input: Asked, needs: GuessNeeds): Promise<Outcome<GuessReply>> {
  const found = await findUpload(input.fileId, needs);
  if (isRefusal(found)) return found;
  const { file } = found;
  return orUnreadable(file, async () => {
    const sample = await sampleRows(file, input.format);
    if (isRefusal(sample)) return sample;
    const profiles = profileColumns(sample.columns, sample.rows);
    const { db } = needs.database;
    const saved =
      input.kind === undefined
        ? await fitSavedMapping(db, { columns: sample.columns, format: input.format, source: input.source })
        : undefined;
    if (saved !== undefined) return savedReply(saved, input.format, profiles);
    const source = input.source ?? (await guessSource(db, file.name));
    return draftReply(draftMapping(profiles, { ...input, source }, needs.currency), profiles);
  });
}

function savedReply(
  saved: StoredMapping,
  format: FileFormat,
  profiles: readonly ColumnProfile[],
): GuessReply {
  const { mappingId, name, version, definition } = saved;
  const kinds = definition.records.map(({ kind }) => kind);
  const kind = (Object.keys(fieldNames) as GuessableKind[]).find((each) => each === kinds[0]) ?? null;
  const { $schema: _, description: __, ...mapping } = definition;
  return {
    saved: { mappingId, name, version },
    kind,
    kindConfidence: 1,
    mapping: { ...mapping, format: readAs(definition.format, format) },
    columns: savedColumns(definition, profiles),
    missing: [],
  };
}

/** How values are written is the mapping's to know; how this very file is put in bytes, the file's. */
function readAs(saved: FileFormat, seen: FileFormat): FileFormat {
  if (saved.kind !== 'csv' || seen.kind !== 'csv') return saved;
  const { encoding, delimiter, lineEnd, skipLines } = seen;
  return { ...saved, encoding, delimiter, lineEnd, skipLines };
}

export type Drafted = {
  readonly kind: GuessableKind | null;
  readonly kindConfidence: number;
  readonly drafts: readonly Draft[];
  readonly mapping: DraftMapping;
};

/** Draws a mapping from profiled columns: the kind that explains most of them, and what else the same lines tell whole. */
export function draftMapping(
  profiles: readonly ColumnProfile[],
  input: { readonly format: FileFormat; readonly source: string; readonly kind?: GuessableKind | undefined },
  currency: string,
): Drafted {
  const kinds = Object.keys(fieldNames) as GuessableKind[];
  const ranked = kinds
    .map((kind) => draftRecord(kind, profiles, input.format, currency))
    .map((draft) => ({ draft, score: coverage(draft, profiles.length) }))
    .sort((one, other) => other.score - one.score);
  const best = input.kind === undefined ? ranked[0] : ranked.find(({ draft }) => draft.kind === input.kind);
  const second = ranked.find(({ draft }) => draft !== best?.draft);
  if (best === undefined || best.draft.assigned.length === 0)
    return {
      kind: null,
      kindConfidence: 0,
      drafts: [],
      mapping: { ...draftOf('lines', input), records: [] },
    };
  const beside = besides(
    best.draft,
    ranked.map(({ draft }) => draft),
  );
  const reactions =
    best.draft.kind === 'contact' ? reactionRecords(best.draft.record, profiles, plainName) : [];
  const main = reactions.length === 0 ? best.draft.record : withKind(best.draft.record, 'sent');
  const lead = (best.score - (second?.score ?? 0)) / Math.max(best.score, 0.001);
  return {
    kind: best.draft.kind,
    kindConfidence: input.kind === undefined ? sureness(best.draft, lead) : 1,
    drafts: [best.draft, ...beside],
    mapping: {
      ...draftOf(names[best.draft.kind], input),
      records: [keepRest(main), ...reactions, ...beside.map(({ record }) => record)],
    },
  };
}

/** How far ahead of the next kind, from 0 to 1; much less when what the kind needs is not there. */
const sureness = ({ missing }: Draft, lead: number) =>
  Math.max(0.1, Math.min(0.99, 0.4 + lead)) * (missing.length === 0 ? 1 : 0.5);

const names: Readonly<Record<GuessableKind, string>> = {
  person: 'people',
  orderLine: 'order lines',
  product: 'products',
  consent: 'consents',
  contact: 'contacts',
  event: 'events',
};

const draftOf = (name: string, { source, format }: { source: string; format: FileFormat }) => ({
  name,
  source,
  format,
});

const withKind = (record: DraftMapping['records'][number], kind: string) => ({
  ...record,
  fields: { ...record.fields, kind: { constant: kind } },
});

/** What is known of people beyond the fields is kept; of facts only what is mapped. */
const keepRest = (record: DraftMapping['records'][number]) =>
  record.kind === 'person' ? { ...record, other: 'unmapped' as const } : record;

/** Order lines often tell of products, and sometimes of buyers, too. */
function besides(main: Draft, others: readonly Draft[]): Draft[] {
  if (main.kind !== 'orderLine') return [];
  return others.filter((other) => {
    if (!isTypical(other) || other.missing.length > 0) return false;
    if (other.kind === 'product') return other.record.fields['name'] !== undefined;
    return other.kind === 'person' && main.record.fields['person'] !== undefined;
  });
}

function draftReply(drafted: Drafted, profiles: readonly ColumnProfile[]): GuessReply {
  const { kind, kindConfidence, mapping, drafts } = drafted;
  return {
    saved: null,
    kind,
    kindConfidence,
    mapping,
    columns: guessColumns(drafts, profiles),
    missing: drafts.flatMap((draft) => draft.missing.map((field) => ({ kind: draft.kind, field }))),
  };
}
