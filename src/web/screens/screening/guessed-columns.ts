import type { GuessReply } from '#identify/sources/api';
import { ScreenedColumns } from '#identify/screening/api';

/** The fields a screening looks at, in the order in which people read them. */
export const screenedFields = ScreenedColumns.keyof().options;

/** Which column seems to hold each field of a person; the surest where several do. */
export function guessedColumns(columns: GuessReply['columns']): ScreenedColumns {
  const chosen: Record<string, string> = {};
  for (const { column, targets } of [...columns].sort((a, b) => b.confidence - a.confidence))
    for (const { kind, field } of targets)
      if (kind === 'person' && screenedFields.some((name) => name === field)) chosen[field] ??= column;
  return ScreenedColumns.parse(chosen);
}
