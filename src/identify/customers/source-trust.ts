import { fitSources, probabilities, type SourceTrust } from '#analytics/truth';
import type { z } from 'zod';
import type { FieldSureness } from './api.ts';

/** What one source's record says of a field, folded for comparing. */
export type SourceSaying = { readonly sourceId: number; readonly key: string };

/** By field, how often each source is right. */
export type FieldTrust = ReadonlyMap<string, TrustOfField>;
export type TrustOfField = {
  readonly wrongValues: number;
  readonly sources: ReadonlyMap<number, { readonly accuracy: number; readonly compared: number }>;
};

/** A source compared less often than this says too little about itself. */
const comparedLeast = 100;

/** Learns how often each source is right on one field, from what is said of each customer. */
export function trustOf(said: readonly (readonly SourceSaying[])[]): TrustOfField {
  const values = new Map<string, number>();
  const sourceIds = [...new Set(said.flatMap((its) => its.map(({ sourceId }) => sourceId)))].sort(
    (a, b) => a - b,
  );
  const rows = said.flatMap((its, item) =>
    eachOnce(its).map(({ sourceId, key }) => {
      const value = values.get(key) ?? values.size;
      values.set(key, value);
      return [item, sourceIds.indexOf(sourceId), value] as const;
    }),
  );
  const { accuracy, compared, wrongValues } = fitSources(
    {
      items: Int32Array.from(rows, ([item]) => item),
      sources: Int32Array.from(rows, ([, source]) => source),
      values: Int32Array.from(rows, ([, , value]) => value),
    },
    sourceIds.length,
  );
  return {
    wrongValues,
    sources: new Map(
      sourceIds.map((sourceId, at) => [
        sourceId,
        { accuracy: accuracy[at] ?? 0, compared: compared[at] ?? 0 },
      ]),
    ),
  };
}

/**
 * How likely a customer's value is the right one; null of a field that is not told, of one corrected by hand, and where a source that
 * speaks was compared too seldom.
 */
export function probabilityRight(
  trust: FieldTrust,
  of: {
    readonly field: string;
    readonly key: string;
    readonly sureness: z.infer<typeof FieldSureness>;
    readonly said: readonly SourceSaying[];
  },
): number | null {
  const known = trust.get(of.field);
  if (known === undefined || of.sureness === 'corrected') return null;
  const its = eachOnce(of.said);
  const rates = its.map(({ sourceId }) => known.sources.get(sourceId));
  if (rates.length === 0 || rates.some((rate) => (rate?.compared ?? 0) < comparedLeast)) return null;
  const keys = [...new Set(its.map(({ key }) => key))];
  // Each saying stands as a source of its own here: only its rate counts.
  const spoken: SourceTrust = {
    accuracy: Float64Array.from(rates, (rate) => rate?.accuracy ?? 0),
    compared: Int32Array.from(rates, (rate) => rate?.compared ?? 0),
    wrongValues: known.wrongValues,
  };
  const found = probabilities(
    spoken,
    its.map(({ key }, source) => ({ source, value: keys.indexOf(key) })),
  );
  return found.get(keys.indexOf(of.key)) ?? null;
}

/** A source that says a value in several records says it once: it copies itself. */
function eachOnce(said: readonly SourceSaying[]): SourceSaying[] {
  return [...new Map(said.map((one) => [`${one.sourceId} ${one.key}`, one])).values()];
}
