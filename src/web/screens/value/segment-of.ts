import type { Condition } from '#differentiate/attributes/api';

type Equals = Record<string, string | number>;

/** The condition "each of these attributes is this value": what turns a figure into the people behind it. */
export function segmentOf(values: Equals): { condition: Condition } {
  const leaves = Object.entries(values).map(([attribute, value]) => {
    return typeof value === 'number'
      ? { attribute, operator: '=' as const, value }
      : { attribute, operator: '=' as const, value };
  });
  return { condition: { and: leaves } };
}
