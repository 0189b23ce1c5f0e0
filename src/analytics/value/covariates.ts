import { groupRows, pick } from './group-rows.ts';
import type { PurchaseHistories } from './purchase-histories.ts';
import type { HistoryCells } from './purchase-model.ts';
import { type Refusal, refuse } from './refusal.ts';

/** What is known of customers and does not change: one column a name, one entry a customer; 0/1 for groups, centred for quantities. */
export type Covariates = { readonly names: readonly string[]; readonly columns: readonly Float64Array[] };

/** Cells sorted so that those with the same covariates follow each other; a stratum is from…to of them. */
export type Strata = {
  readonly cells: HistoryCells;
  readonly names: readonly string[];
  readonly customers: number;
  readonly list: readonly { readonly from: number; readonly to: number; readonly values: Float64Array }[];
};

/** Refuses covariates of another length, without values, or that are the same for everybody (their effect cannot be told). */
export function checkCovariates(covariates: Covariates | undefined, customers: number): Refusal | null {
  for (const [k, name] of (covariates?.names ?? []).entries()) {
    const column = covariates?.columns[k];
    if (column?.length !== customers) {
      return refuse(
        'lengths-differ',
        `Covariate ${name} needs one entry for each of the ${customers} customers.`,
        {
          name,
        },
      );
    }
    const missing = column.findIndex((value) => !Number.isFinite(value));
    if (missing >= 0) {
      return refuse(
        'not-a-number',
        `Covariate ${name} has no number for customer ${missing + 1} of the list.`,
        {
          name,
          index: missing,
        },
      );
    }
    if (column.every((value) => value === column[0])) {
      return refuse('all-equal', `Covariate ${name} is the same for all customers: leave it out.`, { name });
    }
  }
  return null;
}

/** The same kinds of customers, of some of the cells only; for strata without covariates. */
export function someCells({ cells, names }: Strata, isKept: (cell: number) => boolean): Strata {
  const few = (column: Float64Array) => column.filter((_, cell) => isKept(cell));
  const [repeats, lastAt, observedFor] = [few(cells.repeats), few(cells.lastAt), few(cells.observedFor)];
  const count = few(cells.count);
  const customers = count.reduce((sum, value) => sum + value, 0);
  const list = [{ from: 0, to: count.length, values: new Float64Array(0) }];
  return { cells: { repeats, lastAt, observedFor, count }, names, customers, list };
}

/** Groups customers by covariates, then by history. */
export function strataOf(histories: PurchaseHistories, covariates?: Covariates): Strata {
  const { repeats, lastAt, observedFor } = histories;
  const columns = covariates?.columns ?? [];
  const groups = groupRows([...columns, repeats, lastAt, observedFor]);
  const cells = {
    repeats: pick(repeats, groups.first),
    lastAt: pick(lastAt, groups.first),
    observedFor: pick(observedFor, groups.first),
    count: groups.count,
  };
  const customers = repeats.length;
  if (columns.length === 0) {
    return {
      cells,
      names: [],
      customers,
      list: [{ from: 0, to: groups.count.length, values: new Float64Array(0) }],
    };
  }
  const ofCells = columns.map((column) => pick(column, groups.first));
  const kinds = groupRows(ofCells);
  const order = Int32Array.from(groups.count.keys()).sort(
    (one, two) => (kinds.groupOf[one] as number) - (kinds.groupOf[two] as number),
  );
  let from = 0;
  const list = Array.from(kinds.first, (cell, kind) => {
    const to = from + (kinds.count[kind] as number);
    const stratum = { from, to, values: Float64Array.from(ofCells, (column) => column[cell] as number) };
    from = to;
    return stratum;
  });
  return {
    cells: {
      repeats: pick(cells.repeats, order),
      lastAt: pick(cells.lastAt, order),
      observedFor: pick(cells.observedFor, order),
      count: pick(cells.count, order),
    },
    names: covariates?.names ?? [],
    customers,
    list,
  };
}
