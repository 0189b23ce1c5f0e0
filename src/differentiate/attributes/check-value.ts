import type { AttributeType } from '#platform/module';
import type { ConditionValue, Operator } from './api.ts';

const decimal = /^[+-]?\d{1,20}(\.\d{1,6})?$/;

function isDate(text: unknown): boolean {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) && text >= '1900-01-01';
}

const scalarChecks: Readonly<Record<AttributeType, { fits: (value: unknown) => boolean; wanted: string }>> = {
  number: { fits: (value) => typeof value === 'number' && Number.isFinite(value), wanted: 'a number' },
  money: {
    fits: (value) =>
      decimal.test(typeof value === 'number' ? String(value) : typeof value === 'string' ? value : ''),
    wanted: 'an amount such as "1234.50"',
  },
  text: { fits: (value) => typeof value === 'string' && value !== '', wanted: 'a text' },
  date: { fits: isDate, wanted: 'a date written YYYY-MM-DD, from 1900 on' },
  boolean: { fits: (value) => typeof value === 'boolean', wanted: 'true or false' },
  list: { fits: (value) => typeof value === 'string' && value !== '', wanted: 'a text' },
};

function checkMany(type: AttributeType, value: ConditionValue | undefined): string | undefined {
  const { fits, wanted } = scalarChecks[type];
  if (!Array.isArray(value) || value.length === 0) return `needs a list of values, each ${wanted}`;
  const wrong = value.find((one) => !fits(one));
  return wrong === undefined ? undefined : `${JSON.stringify(wrong)} is not ${wanted}`;
}

/** In the order the engine will see them: amounts as numbers, everything else as it compares by itself. */
function isBackwards(type: AttributeType, low: unknown, high: unknown): boolean {
  return type === 'date' ? String(low) > String(high) : Number(low) > Number(high);
}

/**
 * What is wrong with the value of a comparison, in words that follow the attribute's name, or `undefined` when it fits.
 * The operator is taken to fit the type already.
 */
export function checkValue(
  type: AttributeType,
  operator: Operator,
  value: ConditionValue | undefined,
): string | undefined {
  const { fits, wanted } = scalarChecks[type];
  switch (operator) {
    case 'is known':
    case 'is unknown':
      return value === undefined ? undefined : `"${operator}" takes no value`;
    case 'in the last days':
    case 'not in the last days':
      return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 36_500
        ? undefined
        : 'needs a whole number of days between 1 and 36500';
    case 'in':
    case 'has any':
    case 'has all':
    case 'has none':
      return checkMany(type, value);
    case 'between': {
      if (!Array.isArray(value) || value.length !== 2 || !value.every(fits))
        return `needs [low, high], each ${wanted}`;
      return isBackwards(type, value[0], value[1]) ? 'the low end is above the high end' : undefined;
    }
    default:
      return fits(value) ? undefined : `needs ${wanted}`;
  }
}
