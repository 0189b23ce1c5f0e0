import type { AttributeView, Condition, ConditionValue, Operator } from '#differentiate/attributes/api';

/** A condition while it is being written: lines may be unfinished, and each has a key so that the screen can move it. */
export type LineDraft = {
  readonly kind: 'line';
  readonly key: string;
  readonly attribute: string;
  readonly operator: Operator | undefined;
  readonly value: ConditionValue | undefined;
};
export type SegmentDraft = {
  readonly kind: 'segment';
  readonly key: string;
  readonly segment: number | undefined;
  readonly negated: boolean;
};
export type GroupDraft = {
  readonly kind: 'group';
  readonly key: string;
  readonly join: 'and' | 'or';
  readonly negated: boolean;
  readonly items: readonly Draft[];
};
export type Draft = LineDraft | SegmentDraft | GroupDraft;

let made = 0;
const newKey = (): string => `d${++made}`;

export const newLine = (): LineDraft => ({
  kind: 'line',
  key: newKey(),
  attribute: '',
  operator: undefined,
  value: undefined,
});
export const newSegment = (): SegmentDraft => ({
  kind: 'segment',
  key: newKey(),
  segment: undefined,
  negated: false,
});
export const newGroup = (items: readonly Draft[] = [newLine()]): GroupDraft => ({
  kind: 'group',
  key: newKey(),
  join: 'and',
  negated: false,
  items,
});

/** The draft that shows a saved condition; always a group at the top, so that a line can be added. */
export function draftOf(condition: Condition): GroupDraft {
  const draft = draftOfAny(condition);
  return draft.kind === 'group' ? draft : newGroup([draft]);
}

function draftOfAny(condition: Condition): Draft {
  if ('and' in condition) return { ...newGroup(condition.and.map(draftOfAny)), join: 'and' };
  if ('or' in condition) return { ...newGroup(condition.or.map(draftOfAny)), join: 'or' };
  if ('segment' in condition) return { ...newSegment(), segment: condition.segment };
  if ('not' in condition) {
    const inner = draftOfAny(condition.not);
    if (inner.kind === 'line' || inner.negated) return { ...newGroup([inner]), negated: true };
    return { ...inner, negated: true };
  }
  return {
    ...newLine(),
    attribute: condition.attribute,
    operator: condition.operator,
    value: condition.value,
  };
}

/** The condition a finished draft stands for; undefined while any line is unfinished. An empty group is everyone. */
export function conditionOf(
  draft: Draft,
  attributes: ReadonlyMap<string, AttributeView>,
): Condition | undefined {
  if (draft.kind === 'line') return lineCondition(draft, attributes);
  const positive = draft.kind === 'group' ? groupCondition(draft, attributes) : segmentCondition(draft);
  if (positive === undefined) return undefined;
  return draft.negated ? { not: positive } : positive;
}

function segmentCondition(draft: SegmentDraft): Condition | undefined {
  return draft.segment === undefined ? undefined : { segment: draft.segment };
}

function groupCondition(
  draft: GroupDraft,
  attributes: ReadonlyMap<string, AttributeView>,
): Condition | undefined {
  const parts = draft.items.map((item) => conditionOf(item, attributes));
  const finished = parts.filter((part) => part !== undefined);
  if (finished.length !== parts.length) return undefined;
  return draft.join === 'and' ? { and: finished } : { or: finished };
}

function lineCondition(
  draft: LineDraft,
  attributes: ReadonlyMap<string, AttributeView>,
): Condition | undefined {
  const attribute = attributes.get(draft.attribute);
  if (!attribute || !draft.operator || !attribute.operators.includes(draft.operator)) return undefined;
  const { operator, value } = draft;
  if (operator === 'is known' || operator === 'is unknown') return { attribute: attribute.name, operator };
  return isFinished(attribute.type, operator, value)
    ? { attribute: attribute.name, operator, value }
    : undefined;
}

type Kind = AttributeView['type'];

/** What kind of field a comparison needs. */
export type ValueField = 'none' | 'one' | 'many' | 'range' | 'days';

/** The field for an operator. */
export function valueField(operator: Operator | undefined): ValueField {
  switch (operator) {
    case undefined:
    case 'is known':
    case 'is unknown':
      return 'none';
    case 'between':
      return 'range';
    case 'in':
    case 'has any':
    case 'has all':
    case 'has none':
      return 'many';
    case 'in the last days':
    case 'not in the last days':
      return 'days';
    default:
      return 'one';
  }
}

function isFinished(type: Kind, operator: Operator, value: ConditionValue | undefined): boolean {
  const field = valueField(operator);
  if (field === 'days') return typeof value === 'number' && Number.isInteger(value) && value >= 1;
  if (field === 'many')
    return Array.isArray(value) && value.length > 0 && value.every((one) => fits(type, one));
  if (field === 'range')
    return Array.isArray(value) && value.length === 2 && value.every((one) => fits(type, one));
  return !Array.isArray(value) && fits(type, value);
}

function fits(type: Kind, value: unknown): boolean {
  if (type === 'boolean') return typeof value === 'boolean';
  if (type === 'number') return typeof value === 'number' && Number.isFinite(value);
  if (type === 'money') return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value);
  if (type === 'date') return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
  return typeof value === 'string' && value !== '';
}

/** The line after another attribute was chosen: the operator stays when it still fits, the value never does. */
export function withAttribute(line: LineDraft, attribute: AttributeView): LineDraft {
  const operator =
    line.operator && attribute.operators.includes(line.operator) ? line.operator : attribute.operators[0];
  return withOperator({ ...line, attribute: attribute.name, value: undefined }, operator, attribute.type);
}

/** The line after another comparison was chosen; the value stays when the field for it is the same. */
export function withOperator(line: LineDraft, operator: Operator | undefined, type: Kind): LineDraft {
  const same = valueField(line.operator) === valueField(operator);
  const start = type === 'boolean' && valueField(operator) === 'one' ? true : undefined;
  return { ...line, operator, value: same && line.value !== undefined ? line.value : start };
}

/** How many lines a condition has, for a short description. */
export function linesOf(condition: Condition): number {
  if ('and' in condition) return condition.and.reduce((sum, part) => sum + linesOf(part), 0);
  if ('or' in condition) return condition.or.reduce((sum, part) => sum + linesOf(part), 0);
  return 'not' in condition ? linesOf(condition.not) : 1;
}
