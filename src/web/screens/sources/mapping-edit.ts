import { type DraftMapping, Mapping, recordKinds, type Value } from '#identify/sources/api';

/** A field of a kind of record, as the wizard's lists write it: `orderLine.at`. */
export type Target = string;

/** Every target a column may be given, kind by kind. */
export const kindNames = Object.keys(recordKinds) as (keyof typeof recordKinds)[];

/** The fields of a kind, in the order they are stored. */
export function fieldsOf(kind: string): string[] {
  return kind in recordKinds ? Object.keys(recordKinds[kind as keyof typeof recordKinds].fields) : [];
}

/** The column a value comes straight from; undefined for constants, templates and products of columns. */
export function columnOf(value: Value): string | undefined {
  if (typeof value === 'string') return value;
  return 'column' in value ? String(value.column) : undefined;
}

/** What each column serves, as the mapping says. */
export function targetsOf(mapping: DraftMapping): Map<string, Target[]> {
  const targets = new Map<string, Target[]>();
  for (const record of mapping.records) {
    for (const [field, value] of Object.entries(record.fields)) {
      const column = columnOf(value);
      if (column !== undefined)
        targets.set(column, [...(targets.get(column) ?? []), `${record.kind}.${field}`]);
    }
  }
  return targets;
}

/** The mapping after a column was given these targets and no others; a field has one source, so it is taken from any other column. */
export function withTargets(mapping: DraftMapping, column: string, targets: readonly Target[]): DraftMapping {
  const wanted = new Set(targets);
  const kept = mapping.records.map((record) => ({
    ...record,
    fields: Object.fromEntries(
      Object.entries(record.fields).filter(
        ([field, value]) => columnOf(value) !== column || wanted.has(`${record.kind}.${field}`),
      ),
    ),
  }));
  let next: DraftMapping = { ...mapping, records: kept };
  const already = new Set(targetsOf(next).get(column));
  for (const target of targets) if (!already.has(target)) next = withField(next, target, column);
  return withoutEmpty(next);
}

/** The mapping with one field set (a column's name, or a constant), or taken away. */
export function withField(mapping: DraftMapping, target: Target, value: Value | undefined): DraftMapping {
  const [kind = '', field = ''] = target.split('.');
  const set = (fields: Record<string, Value>) => {
    const others = Object.fromEntries(Object.entries(fields).filter(([name]) => name !== field));
    return value === undefined ? others : { ...others, [field]: value };
  };
  const known = mapping.records.some((record) => record.kind === kind);
  const records = known
    ? mapping.records.map((record) =>
        record.kind === kind ? { ...record, fields: set(record.fields) } : record,
      )
    : [...mapping.records, { kind, fields: set({}) }];
  return { ...mapping, records };
}

/** A kind of record nothing is read into any more is no part of the mapping. */
function withoutEmpty(mapping: DraftMapping): DraftMapping {
  const records = mapping.records.filter((record) =>
    Object.values(record.fields).some((value) => columnOf(value) !== undefined),
  );
  return { ...mapping, records };
}

/** Required fields that have no source yet. */
export function missingOf(mapping: DraftMapping): Target[] {
  return mapping.records.flatMap((record) => {
    if (!(record.kind in recordKinds)) return [];
    const { fields } = recordKinds[record.kind as keyof typeof recordKinds];
    return Object.entries(fields)
      .filter(([field, rule]) => 'required' in rule && rule.required && record.fields[field] === undefined)
      .map(([field]) => `${record.kind}.${field}`);
  });
}

/** Fields given one value for the whole file. */
export function constantsOf(mapping: DraftMapping): { target: Target; constant: string }[] {
  return mapping.records.flatMap((record) =>
    Object.entries(record.fields).flatMap(([field, value]) =>
      typeof value === 'object' && 'constant' in value
        ? [{ target: `${record.kind}.${field}`, constant: value.constant }]
        : [],
    ),
  );
}

/** The finished mapping, or undefined while it lacks something. */
export function finished(mapping: DraftMapping): Mapping | undefined {
  if (mapping.records.length === 0 || missingOf(mapping).length > 0) return undefined;
  return Mapping.safeParse(mapping).data;
}
