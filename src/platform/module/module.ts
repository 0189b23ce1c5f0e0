import type { Hears } from '../events/index.ts';
import type { AnyRoute } from '../http/index.ts';
import type { AnyJobDefinition } from '../jobs/index.ts';

export type AttributeType = 'number' | 'money' | 'text' | 'date' | 'boolean' | 'list';

/** Words for people, in the two languages of the interface. */
export type Words = { readonly fr: string; readonly en: string };

/** One thing known about each customer, usable in segments, content, exports. */
export type Attribute = {
  /** camelCase, unique in the whole registry: `netSales12Months`, `city`. */
  readonly name: string;
  readonly type: AttributeType;
  readonly label: Words;
  readonly meaning: Words;
  readonly unit?: string;
  /** Possible values where they are few (`rfmSegment`), for pick lists. */
  readonly values?: readonly string[];
  /** ClickHouse expression over one row of the source's query. */
  readonly expression: string;
  /** The value of a customer the source has no row for: '0', 'NULL', "''" … as ClickHouse. */
  readonly missing: string;
};

/** A warehouse query giving at most one row per `customer_id`, and the attributes read from it. May use `{now:DateTime64(3)}`. */
export type AttributeSource = {
  readonly name: string;
  readonly module: string;
  readonly query: string;
  readonly attributes: readonly Attribute[];
};

/** Figures of one kind for operators, read when they ask: of the installation, never of people. */
export type Measure = {
  /** snake_case, unit last: `messages`, `outbox_oldest_seconds`. */
  readonly name: string;
  readonly help: string;
  /** What tells its figures apart (`state`), when there are several. */
  readonly label?: string;
  /** Seconds a reading stays good: for figures that cost a look at every row. Default 0. */
  readonly keptSeconds?: number;
  read(): Promise<readonly { readonly label?: string; readonly value: number }[]>;
};

/** What one module brings to the product: a single declaration, wired in `app/`. */
export type Module = {
  readonly name: string;
  readonly routes?: readonly AnyRoute[];
  readonly jobs?: readonly AnyJobDefinition[];
  readonly hears?: Hears;
  readonly attributes?: readonly AttributeSource[];
  readonly measures?: readonly Measure[];
};
