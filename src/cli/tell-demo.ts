import type { DemoReport } from '#app';

const count = (value: number) => value.toLocaleString('en-GB');
const money = (value: number) => `${value >= 0 ? '+' : '−'}${Math.abs(value).toFixed(2)} €`;

/** The demo's report as a page of a terminal. */
export function tellDemo(report: DemoReport): string {
  const { effect, profit, truth, reactions } = report;
  const skipped = Object.entries(report.skipped).map(([reason, n]) => `${count(n)} ${reason}`);
  return [
    '',
    'Identify',
    `  ${count(report.lines.read)} lines of ${report.files} files: ${count(report.lines.accepted)} accepted, ${count(report.lines.rejected)} rejected, ${count(report.lines.duplicate)} known already`,
    `  ${count(report.persons)} records of ${count(report.people)} people, held to be ${count(report.customers)} customers`,
    'Interact',
    `  audience ${count(report.audience)}: ${count(report.sent)} sent, ${count(report.control)} held out as control`,
    `  not contacted: ${skipped.join(', ')}`,
    `  ${count(report.letters)} letters in the letterbox; ${count(reactions['opened'] ?? 0)} opened, ${count(reactions['clicked'] ?? 0)} clicked, ${count(reactions['unsubscribed'] ?? 0)} unsubscribed`,
    'Evaluate',
    `  ${report.headline.en}`,
    effect === null
      ? ''
      : `  margin per customer ${money(effect.estimate)} (95 %: ${money(effect.low)} to ${money(effect.high)}); the simulator’s truth is ${money(truth.effect)}`,
    profit === null
      ? ''
      : `  profit ${money(profit.estimate)} (${money(profit.low)} to ${money(profit.high)}) for a cost of ${profit.cost.toFixed(2)} €`,
  ]
    .filter((line) => line !== '')
    .join('\n');
}
