import type { Outcome } from '#platform/errors';
import type { Attribute, AttributeSource } from '#platform/module';
import type { WarehouseParameters } from '#platform/warehouse';
import type { AttributeView, Condition } from './api.ts';
import { checkCondition } from './check-condition.ts';
import { type CountQuestion, composeCount } from './compose-count.ts';
import { composeSelection, type SelectionQuestion } from './compose-selection.ts';
import { operatorsOf } from './operator.ts';

/** One statement for the warehouse and the values bound in it. */
export type WarehouseQuestion = { readonly query: string; readonly parameters: WarehouseParameters };

/** An attribute and the source it is read from. */
export type Registered = { readonly attribute: Attribute; readonly source: AttributeSource };

/** Everything known about each customer, under one name each: what segments, campaigns, content and exports read. */
export type Registry = {
  find(name: string): Attribute | undefined;
  /** In the order the modules offer them. */
  list(): AttributeView[];
  /** Refuses a condition that names unknown attributes or compares them wrongly, naming each faulty comparison. */
  check(condition: Condition): Outcome<Condition>;
  /** One query for the customers a checked condition means, with the asked columns, sorted and paged. */
  selectCustomers(question: SelectionQuestion): WarehouseQuestion;
  /** One query for how many they are, and how many of them meet each further condition. */
  countCustomers(question: CountQuestion): WarehouseQuestion;
  /**
   * Puts a source's attributes as they are now in the place of those it offered, for what is not known at start (the mappings'
   * own fields). Of two sources that offer one name the other keeps it.
   */
  renew(source: AttributeSource): void;
};

function refuseAtStart(message: string): never {
  throw new Error(`The attribute registry cannot start: ${message}`);
}

function checkAttribute(
  attribute: Attribute,
  source: AttributeSource,
  earlier: Registered | undefined,
): void {
  const { name } = attribute;
  if (earlier !== undefined)
    refuseAtStart(`"${name}" is offered by ${earlier.source.module} and again by ${source.module}.`);
  if (!/^[a-z][A-Za-z0-9]*$/.test(name) || name === 'customerId')
    refuseAtStart(`"${name}" of ${source.module} is not a free camelCase name.`);
  if (attribute.type === 'list' && /null/i.test(attribute.missing))
    refuseAtStart(`"${name}" of ${source.module} is a list: missing must be [], not NULL.`);
}

/**
 * Gathers the attributes that modules offer. Throws, so that the program does not start, when two modules offer the
 * same name, a name is not camelCase, or a list would be NULL.
 */
export function createRegistry(sources: readonly AttributeSource[]): Registry {
  let offered = sources;
  let registered = gather(offered);
  const find = (name: string) => registered.get(name)?.attribute;
  return {
    find,
    list: () => [...registered.values()].map(view),
    check: (condition) => checkCondition(condition, find),
    selectCustomers: (question) => composeSelection(question, registered),
    countCustomers: (question) => composeCount(question, registered),
    renew: (source) => {
      const isOther = ({ name, module }: AttributeSource) => name !== source.name || module !== source.module;
      const others = gather(offered.filter(isOther));
      const attributes = source.attributes.filter(({ name }) => !others.has(name));
      offered = offered.map((one) => (isOther(one) ? one : { ...source, attributes }));
      registered = gather(offered);
    },
  };
}

function gather(sources: readonly AttributeSource[]): ReadonlyMap<string, Registered> {
  const registered = new Map<string, Registered>();
  for (const source of sources) {
    for (const attribute of source.attributes) {
      checkAttribute(attribute, source, registered.get(attribute.name));
      registered.set(attribute.name, { attribute, source });
    }
  }
  return registered;
}

function view({ attribute, source }: Registered): AttributeView {
  return {
    name: attribute.name,
    module: source.module,
    source: source.name,
    type: attribute.type,
    label: attribute.label,
    meaning: attribute.meaning,
    unit: attribute.unit ?? null,
    values: attribute.values === undefined ? null : [...attribute.values],
    operators: [...operatorsOf(attribute.type)],
  };
}
