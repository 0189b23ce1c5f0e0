import type { ColumnGuess } from '../api.ts';
import { shown } from '../checking/line-problem.ts';
import type { Mapping } from '../mapping/mapping.ts';
import type { ColumnProfile } from './column-profile.ts';
import type { Draft } from './draft-records.ts';
import { columnsOf } from './saved-mapping.ts';

const samplesShown = 5;
const samplesOf = ({ values }: ColumnProfile) => values.slice(0, samplesShown).map(shown);

/** Column by column, what the drafts take it for. */
export function guessColumns(drafts: readonly Draft[], profiles: readonly ColumnProfile[]): ColumnGuess[] {
  return profiles.map((profile) => {
    const found = drafts.flatMap(({ kind, assigned }) =>
      assigned.filter((each) => each.profile === profile).map((each) => ({ kind, ...each })),
    );
    const [surest] = found.sort((one, other) => other.confidence - one.confidence);
    return {
      column: profile.column,
      samples: samplesOf(profile),
      targets: found.map(({ kind, field }) => ({ kind, field })),
      confidence: surest?.confidence ?? 0,
      from: surest?.from ?? 'nothing',
    };
  });
}

/** Column by column, what a saved mapping takes it for. */
export function savedColumns(mapping: Mapping, profiles: readonly ColumnProfile[]): ColumnGuess[] {
  return profiles.map((profile) => {
    const targets = mapping.records.flatMap(({ kind, fields }) =>
      Object.entries(fields)
        .filter(([, value]) => value !== undefined && columnsOf(value).includes(profile.column))
        .map(([field]) => ({ kind, field })),
    );
    const distinct = targets.filter(
      (one, at) => targets.findIndex(({ kind, field }) => kind === one.kind && field === one.field) === at,
    );
    const from = distinct.length === 0 ? 'nothing' : 'saved';
    const column = { column: profile.column, samples: samplesOf(profile), targets: distinct };
    return { ...column, confidence: distinct.length === 0 ? 0 : 1, from };
  });
}
