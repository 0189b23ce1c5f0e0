import { rankCorrelation } from './correlation.ts';
import { type LikeCell, likeCellOf, likeCells, type LikeRules, type Trait } from './look-alikes.ts';
import { type Refusal, refuse } from './refusal.ts';
import { quantileLoss } from './upper-share.ts';

/** How well cells tell customers they were not learnt from, against one figure for all. */
export type LikeJudgement = {
  readonly customers: number;
  /** The part of the loss of one figure for all that the cells save, and its standard error. */
  readonly gain: number;
  readonly gainError: number;
  /** The share of these customers who spend as much as told or less: the share asked for, when all is well. */
  readonly covered: number;
  /** Between what was told and what they spend (Spearman); null when all are told the same. */
  readonly rankCorrelation: number | null;
};

export type LookAlikes = {
  readonly customers: number;
  /** Traits used, the one that tells most first; none where those alike spend no more alike than others. */
  readonly traits: readonly string[];
  /** The whole base, with the narrower cells in it. */
  readonly base: LikeCell;
  readonly judged: LikeJudgement;
  /** The traits that were tried in the judging, also when they were then not used. */
  readonly tried: readonly string[];
};

const traitsMost = 4;
const smallestBase = 90;
const folds = 3;
/** A trait has to save by so many of its standard errors to be added; the judging then guards against chance. */
const errorsBetter = 1;
const errorsSure = 1.64;

type Data = { readonly logs: Float64Array; readonly traits: readonly Trait[] };
type Told = { readonly told: Float64Array; readonly flat: number };

/** Learns on some rows and tells others, by cells and by one figure for all. */
function tellOthers(data: Data, learn: readonly number[], tell: readonly number[], rules: LikeRules): Told {
  const base = likeCells({ ...data, rows: learn }, rules);
  const told = Float64Array.from(
    tell,
    (row) => likeCellOf(base, (depth) => data.traits[depth]?.levels[row] ?? 0).estimate,
  );
  return { told, flat: base.estimate };
}

const lossesOf = ({ logs }: Data, rows: readonly number[], told: (at: number) => number, share: number) =>
  Float64Array.from(rows, (row, at) => quantileLoss(logs[row] ?? 0, told(at), share));

/** Mean of the differences of two columns and its standard error. */
function difference(one: Float64Array, other: Float64Array) {
  const gains = one.map((value, row) => value - (other[row] ?? 0));
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / gains.length;
  const squares = gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0);
  return { mean, error: Math.sqrt(squares / gains.length / Math.max(1, gains.length - 1)) };
}

/** Rows dealt in two halves. */
const halved = (rows: readonly number[]): readonly [number[], number[]] => [
  rows.filter((_, at) => at % 2 === 0),
  rows.filter((_, at) => at % 2 === 1),
];

/** Adds the trait that best tells one half from the other, as long as one does so by more than its standard error. */
function chooseTraits(data: Data, rows: readonly number[], rules: LikeRules): Trait[] {
  const [one, other] = halved(rows);
  const lossOf = (traits: readonly Trait[]) => {
    const on = { ...data, traits };
    const [first, second] = [tellOthers(on, one, other, rules), tellOthers(on, other, one, rules)];
    const told = (at: number) =>
      (at < other.length ? first.told[at] : second.told[at - other.length]) ?? first.flat;
    return lossesOf(data, [...other, ...one], told, rules.share);
  };
  const chosen: Trait[] = [];
  let now = lossOf([]);
  while (chosen.length < traitsMost) {
    const left = data.traits.filter((trait) => !chosen.includes(trait));
    const offers = left.map((trait) => {
      const loss = lossOf([...chosen, trait]);
      return { trait, loss, ...difference(now, loss) };
    });
    const [best] = offers.toSorted((first, second) => second.mean - first.mean);
    if (best === undefined || !(best.mean > errorsBetter * best.error)) break;
    chosen.push(best.trait);
    now = best.loss;
  }
  return chosen;
}

/** Each third is told by the two others, which chose the traits too. */
function judge(data: Data, rows: readonly number[], rules: LikeRules): LikeJudgement {
  const parts = [0, 1, 2].map((part) => {
    const learn = rows.filter((row) => row % folds !== part);
    const tell = rows.filter((row) => row % folds === part);
    const { told, flat } = tellOthers(
      { ...data, traits: chooseTraits(data, learn, rules) },
      learn,
      tell,
      rules,
    );
    return { tell, told, flat };
  });
  const tell = parts.flatMap((part) => part.tell);
  const told = Float64Array.from(parts.flatMap((part) => [...part.told]));
  const flat = Float64Array.from(parts.flatMap((part) => part.tell.map(() => part.flat)));
  const [own, all] = [told, flat].map((by) => lossesOf(data, tell, (at) => by[at] ?? 0, rules.share));
  if (own === undefined || all === undefined) throw new Error('Two losses were asked for.');
  const { mean, error } = difference(all, own);
  const whole = all.reduce((sum, loss) => sum + loss, 0) / all.length;
  const actual = Float64Array.from(tell, (row) => data.logs[row] ?? 0);
  return {
    customers: actual.length,
    gain: whole > 0 ? mean / whole : 0,
    gainError: whole > 0 ? error / whole : 0,
    covered: actual.filter((log, at) => log <= (told[at] ?? 0)).length / actual.length,
    rankCorrelation: mean === 0 ? null : rankCorrelation(told, actual),
  };
}

/**
 * What the best of those alike spend, and whether that tells anything. Traits are added one by one, each half of the customers telling the other. The whole
 * way of doing so is judged on customers it has not seen (each third by the two others), by the loss of a quantile against one figure for all; where it
 * does not save beyond chance (1.64 standard errors), no trait is used. Rows come in no order that matters. Refuses under 90 customers, and amounts of 0 or less.
 */
export function fitLookAlikes(
  input: { readonly amounts: Float64Array; readonly traits: readonly Trait[] },
  rules: LikeRules,
): LookAlikes | Refusal {
  const { amounts, traits } = input;
  if (amounts.length < smallestBase)
    return refuse(
      'too-few-customers',
      `${amounts.length} customers spent in the year and before it: fewer than ${smallestBase} cannot tell what those alike spend.`,
      { customers: amounts.length },
    );
  if (traits.some((trait) => trait.levels.length !== amounts.length))
    return refuse('lengths-differ', 'Every trait needs one level for each customer.');
  if (!amounts.every((amount) => amount > 0 && amount < Infinity))
    return refuse('amount-not-above-zero', 'What customers spend has to be above 0.');
  const data = { logs: amounts.map(Math.log), traits };
  const rows = [...amounts.keys()];
  const tried = chooseTraits(data, rows, rules);
  const judged = judge(data, rows, rules);
  const used = judged.gain > errorsSure * judged.gainError ? tried : [];
  return {
    customers: amounts.length,
    traits: used.map((trait) => trait.name),
    base: likeCells({ ...data, traits: used }, rules),
    judged,
    tried: tried.map((trait) => trait.name),
  };
}
