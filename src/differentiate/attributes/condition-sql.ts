import type { Attribute } from '#platform/module';
import type { Condition, ConditionValue, Leaf } from './api.ts';

/** Collects values to bind; the text of a query only ever holds their placeholders. */
export type Binder = {
  readonly parameters: Record<string, unknown>;
  /** The placeholder of a value of a ClickHouse type: `{p3:String}`. */
  bind(type: string, value: unknown): string;
};

/** An empty set of bound values; `now` is bound from the start, to the millisecond, whatever the server's zone. */
export function createBinder(now: Date): Binder {
  const parameters: Record<string, unknown> = { now: (now.getTime() / 1000).toFixed(3) };
  let count = 0;
  return {
    parameters,
    bind: (type, value) => {
      const name = `p${count++}`;
      parameters[name] = value;
      return `{${name}:${type}}`;
    },
  };
}

const accented = 'àâäáãåçéèêëíìîïñóòôöõúùûüýÿ';
const plain = 'aaaaaaceeeeiiiinooooouuuuyy';

/** Text as it is compared: case and accents do not count, so that "ORLEANS" finds "Orléans". */
export function folded(expression: string): string {
  return `translateUTF8(lowerUTF8(${expression}), '${accented}', '${plain}')`;
}

/** The column a composed query holds an attribute's value in. */
export function columnOf(attribute: Pick<Attribute, 'name'>): string {
  return `v_${attribute.name}`;
}

type Compared = {
  column: string;
  placeholder: (value: unknown) => string;
  many: (values: unknown) => string;
};

function compared(attribute: Attribute, binder: Binder): Compared {
  const column = columnOf(attribute);
  const as = (type: string, wrap: (expression: string) => string = (same) => same): Compared => ({
    column: wrap(column),
    placeholder: (value) => (type === 'String' ? wrap(binder.bind(type, value)) : binder.bind(type, value)),
    many: (values) =>
      type === 'String'
        ? `arrayMap(one -> ${wrap('one')}, ${binder.bind('Array(String)', values)})`
        : binder.bind(`Array(${type})`, values),
  });
  switch (attribute.type) {
    case 'number':
      return as('Float64', (expression) => `toFloat64(${expression})`);
    case 'money':
      return {
        column,
        placeholder: (value) => binder.bind('Decimal(38, 6)', String(value)),
        many: () => '[]',
      };
    case 'date':
      return as('Date32', (expression) => `toDate32(${expression})`);
    case 'boolean':
      return as('Bool', (expression) => `toBool(${expression})`);
    default:
      return as('String', folded);
  }
}

function known(attribute: Attribute): string {
  const column = columnOf(attribute);
  return attribute.type === 'list' ? `notEmpty(${column})` : `isNotNull(${column})`;
}

function pair(value: ConditionValue | undefined): readonly [unknown, unknown] {
  return Array.isArray(value) ? [value[0], value[1]] : [value, value];
}

function comparisonSql(leaf: Leaf, attribute: Attribute, binder: Binder): string {
  const { column, placeholder, many } = compared(attribute, binder);
  const { operator, value } = leaf;
  switch (operator) {
    case 'between': {
      const [low, high] = pair(value);
      return `${column} >= ${placeholder(low)} AND ${column} <= ${placeholder(high)}`;
    }
    case 'in':
      return `${column} IN ${many(value)}`;
    case 'contains':
      return `position(${column}, ${placeholder(value)}) > 0`;
    case 'starts with':
      return `startsWith(${column}, ${placeholder(value)})`;
    case 'in the last days':
    case 'not in the last days': {
      const from = `({now:DateTime64(3)} - toIntervalDay(${binder.bind('UInt32', value)}))`;
      const moment = `toDateTime64(${columnOf(attribute)}, 3)`;
      return operator === 'in the last days'
        ? `${moment} > ${from} AND ${moment} <= {now:DateTime64(3)}`
        : `${moment} <= ${from}`;
    }
    case 'has any':
    case 'has none':
      return `${operator === 'has none' ? 'NOT ' : ''}hasAny(${columnOf(attribute)}, ${binder.bind('Array(String)', value)})`;
    case 'has all':
      return `hasAll(${columnOf(attribute)}, ${binder.bind('Array(String)', value)})`;
    case 'is known':
      return known(attribute);
    case 'is unknown':
      return `NOT ${known(attribute)}`;
    default:
      return `${column} ${operator} ${placeholder(value)}`;
  }
}

/**
 * A checked condition as a ClickHouse expression over the columns `v_<attribute>`. An unknown value satisfies no
 * comparison (not even `!=`), so `not` is the exact complement: no customer falls between a segment and its contrary.
 */
export function conditionSql(
  condition: Condition,
  find: (name: string) => Attribute | undefined,
  binder: Binder,
): string {
  if ('and' in condition)
    return condition.and.length === 0
      ? '1'
      : `(${condition.and.map((one) => conditionSql(one, find, binder)).join(' AND ')})`;
  if ('or' in condition)
    return condition.or.length === 0
      ? '0'
      : `(${condition.or.map((one) => conditionSql(one, find, binder)).join(' OR ')})`;
  if ('not' in condition) return `NOT ${conditionSql(condition.not, find, binder)}`;
  if ('segment' in condition)
    throw new Error(`Segment ${condition.segment} was not put in place of its name.`);
  const attribute = find(condition.attribute);
  if (attribute === undefined)
    throw new Error(`Unknown attribute ${condition.attribute}: check the condition first.`);
  return `ifNull(${comparisonSql(condition, attribute, binder)}, 0)`;
}
