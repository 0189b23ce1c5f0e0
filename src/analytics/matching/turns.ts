/** Long arithmetic done in turns of some ten milliseconds each: whoever runs it may do something else in between, or stop. */
export type Turns<Answer> = Generator<undefined, Answer, undefined>;

/** Does all the turns at once. */
export function runTurns<Answer>(turns: Turns<Answer>): Answer {
  for (;;) {
    const turn = turns.next();
    if (turn.done === true) return turn.value;
  }
}
