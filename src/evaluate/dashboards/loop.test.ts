import { expect, it } from 'vitest';
import { loopOf } from './loop.ts';

const week = (value: number) => ({
  importedLines: value,
  newCustomers: value,
  changedSegments: value,
  couponsIssued: value,
  messagesSent: value,
  messagesWithheld: value,
  campaignsMeasured: value,
});
const labels = (value: number) =>
  loopOf(week(value), { up: value, down: value }).flatMap((room) => room.figures.map((one) => one.label));

it('names each figure for its number: French counts nought and one alike, English one alone', () => {
  const [nought, one, two] = [labels(0), labels(1), labels(2)];
  expect(one.map((label) => label.fr)).toContain('campagne arrivée à mesure');
  expect(two.map((label) => label.fr)).toContain('campagnes arrivées à mesure');
  for (const [i, label] of one.entries()) {
    expect(nought[i]?.fr).toBe(label.fr);
    expect(nought[i]?.en).toBe(two[i]?.en);
    expect(two[i]?.fr).not.toBe(label.fr);
    expect(two[i]?.en).not.toBe(label.en);
  }
});
