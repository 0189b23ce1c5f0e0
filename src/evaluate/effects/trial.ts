/** A campaign seen as an experiment: who was on which side, when, what counts, what it cost. */
export type Trial = {
  readonly campaignKey: string;
  readonly name: string;
  /** The warehouse query of its sides: rows of (person_id, arm), with bound parameters. */
  readonly sides: { readonly query: string; readonly parameters: Readonly<Record<string, unknown>> };
  readonly controlArm: string;
  readonly from: Date;
  readonly windowDays: number;
  /** `order`, or a type of event. */
  readonly response: string;
  readonly costPerContact: number;
  readonly fixedCost: number;
  /** Messages really sent by arm, for the cost; without it everybody treated. */
  readonly contacts?: Readonly<Record<string, number>>;
};

const day = 86_400_000;

/** From the launch to the end of the window, or to now when that is still to come. */
export function windowOf(
  trial: Pick<Trial, 'from' | 'windowDays'>,
  now: Date,
): { from: Date; until: Date; complete: boolean } {
  const end = new Date(trial.from.getTime() + trial.windowDays * day);
  return { from: trial.from, until: end <= now ? end : now, complete: end <= now };
}

/** The year before the launch: what customers were worth then sharpens what the campaign changed. */
export function periodBefore(from: Date): Date {
  return new Date(from.getTime() - 365 * day);
}
